import { Link } from '@tanstack/react-router';
import { Info } from 'lucide-react';
import type { ProfileNote } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { SeverityChip } from '../../ui/severity.tsx';
import './profile.css';

interface NotesCardProps {
  notes: readonly ProfileNote[];
  dataset: string;
  organization: string;
}

const mostNotes = 8;

/** What a person should know of a dataset, the gravest first, with what to do about it. */
export function NotesCard({ notes, dataset, organization }: NotesCardProps) {
  const { t } = useMessages();
  if (notes.length === 0) return null;
  return (
    <Card title={t('consoleProfile.notes')}>
      <ul className="profile-notes">
        {notes.slice(0, mostNotes).map((note) => (
          <li key={`${note.code} ${note.column ?? ''}`}>
            <NoteLine note={note} />
            {note.column !== null && (
              <Link
                className="link small"
                to="/o/$organization/datasets/$dataset"
                params={{ organization, dataset }}
                search={{ tab: 'profile', column: note.column }}
                replace
              >
                <bdi className="mono">{note.column}</bdi>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function NoteLine({ note }: { note: ProfileNote }) {
  const { t } = useMessages();
  return (
    <div className="stack-small">
      <span className="row">
        {note.severity === 'info' ? (
          <Chip tone="info" icon={Info}>
            {t('consoleProfile.info')}
          </Chip>
        ) : (
          <SeverityChip severity={note.severity} />
        )}
      </span>
      <p>{note.text}</p>
      {note.advice !== '' && <p className="small faint">{note.advice}</p>}
    </div>
  );
}
