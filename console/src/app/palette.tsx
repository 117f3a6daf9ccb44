import { Dialog as Base } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useMessages } from '../lib/messages/messages.tsx';
import { Actions } from './palette-actions.tsx';
import { Named } from './palette-named.tsx';
import { Places } from './palette-places.tsx';
import './palette.css';

interface PaletteProps {
  open: boolean;
  onClose(): void;
}

/** Every place and action by a few letters of its name, in the reader's language. */
export function Palette({ open, onClose }: PaletteProps) {
  const { t } = useMessages();
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="palette" aria-label={t('console.palette.title')}>
          <Command label={t('console.palette.title')} filter={rank} loop>
            <Command.Input className="palette-input" placeholder={t('console.palette.open')} />
            <Command.List className="palette-list" label={t('console.palette.title')}>
              <Command.Empty className="palette-empty">{t('console.palette.none')}</Command.Empty>
              <Places onClose={onClose} />
              <Named onClose={onClose} />
              <Actions onClose={onClose} />
            </Command.List>
          </Command>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Names that begin with the search come before those that hold it; letters count without their accents. */
function rank(_value: string, search: string, keywords: string[] = []): number {
  const wanted = plain(search);
  const ranks = keywords.map((keyword) => plain(keyword).indexOf(wanted));
  if (ranks.includes(0)) return 1;
  return ranks.some((place) => place > 0) ? 0.5 : 0;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim();
