import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ImportOptions } from '../../api/imports.ts';
import { uploadFile } from '../../api/upload.ts';

interface Wanted {
  file: File;
  dataset: string;
  options: ImportOptions;
}

/** Sends a file and goes on to its import. Leaving the page before the file has been sent whole stops the sending. */
export function useUpload(organization: string) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [share, setShare] = useState(0);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);

  const upload = useMutation({
    mutationFn: (wanted: Wanted) => {
      stop.current = new AbortController();
      setShare(0);
      return uploadFile({ ...wanted, onProgress: setShare, signal: stop.current.signal });
    },
    onSuccess: async ({ importId }) => {
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
      await navigate({
        to: '/o/$organization/imports/$importId',
        params: { organization, importId: String(importId) },
      });
    },
  });
  return { upload, share };
}
