import { createLink } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';

interface Look {
  kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  size?: 'small' | 'normal' | 'large';
  icon?: LucideIcon;
}

function lookOf({ kind = 'plain', size = 'normal' }: Look): string {
  return classNames('button', kind !== 'plain' && `button-${kind}`, size !== 'normal' && `button-${size}`);
}

interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  busy?: boolean;
  /** Keeps the button reachable, so that a reader can find out that it is there. */
  unavailable?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind, size, icon, busy, unavailable, children, onClick, className, ...rest }: ButtonProps) {
  const blocked = busy === true || unavailable === true;
  return (
    <button
      type="button"
      {...rest}
      className={classNames(lookOf({ ...(kind && { kind }), ...(size && { size }) }), className)}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (blocked) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy === true ? <Icon as={LoaderCircle} size={14} spin /> : icon && <Icon as={icon} />}
      {children}
    </button>
  );
}

interface AnchorProps extends Look, AnchorHTMLAttributes<HTMLAnchorElement> {
  children?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

function ButtonAnchor({ kind, size, icon, children, className, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={classNames(lookOf({ ...(kind && { kind }), ...(size && { size }) }), className)}>
      {icon && <Icon as={icon} />}
      {children}
    </a>
  );
}

/** A link of the router that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor);
