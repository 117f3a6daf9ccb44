import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { organizationQuery, updateOrganization } from '../../api/organization.ts';
import { sessionQuery } from '../../api/session.ts';
import type { Organization } from '../../api/types.ts';

const fields = [
  'name',
  'time_zone',
  'currency',
  'country',
  'region',
  'default_language',
  'require_second_factor',
] as const;
type Settings = Pick<Organization, (typeof fields)[number]>;

/** What is wanted of the organization, and its way to the server. */
export function useOrganizationForm(organization: Organization) {
  const queryClient = useQueryClient();
  const [edits, setEdits] = useState<Partial<Settings>>({});
  const wanted: Settings = { ...organization, ...edits };
  const isChanged = fields.some((field) => wanted[field] !== organization[field]);
  const save = useMutation({
    mutationFn: updateOrganization,
    onSuccess: async (changed) => {
      queryClient.setQueryData(organizationQuery.queryKey, changed);
      setEdits({});
      await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const faults = save.error instanceof ApiError ? save.error.faults : [];
  return {
    wanted,
    isChanged,
    save,
    change: (some: Partial<Settings>) => setEdits((now) => ({ ...now, ...some })),
    faultOf: (field: string) => faults.find(({ pointer }) => pointer === `/${field}`)?.detail,
    submit(event: FormEvent) {
      event.preventDefault();
      const { name } = edits;
      if (isChanged && wanted.name.trim() !== '') {
        save.mutate({ ...edits, ...(name !== undefined && { name: name.trim() }) });
      }
    },
  };
}
