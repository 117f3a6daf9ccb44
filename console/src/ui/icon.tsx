import type { LucideIcon } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';

interface IconProps {
  as: LucideIcon;
  size?: 12 | 14 | 16 | 20 | 24;
  /** For arrows and the like, which turn with the direction of writing. */
  flip?: boolean;
  spin?: boolean;
}

/** A picture beside words; readers who cannot see it miss nothing. */
export function Icon({ as: Picture, size = 16, flip = false, spin = false }: IconProps) {
  return <Picture size={size} aria-hidden className={classNames('icon', flip && 'icon-flip', spin && 'spin')} />;
}
