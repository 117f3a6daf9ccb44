import { createRoute } from '@tanstack/react-router';
import { present, textParam } from '../../lib/url-state.ts';
import { lazyPage } from './lazy-page.ts';
import { root } from './organization.ts';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) =>
    present({
      next: textParam(search['next']),
      ended: search['ended'] === true ? true : undefined,
      reset: search['reset'] === true ? true : undefined,
    }),
  component: lazyPage('consoleSignIn', () => import('../../features/tenancy/sign-in-page.tsx'), 'SignInPage'),
});

const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  component: lazyPage('consoleSignIn', () => import('../../features/tenancy/forgotten-page.tsx'), 'ForgottenPage'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyPage('consoleSignIn', () => import('../../features/tenancy/reset-page.tsx'), 'ResetPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyPage('consoleSignIn', () => import('../../features/tenancy/invitation-page.tsx'), 'InvitationPage'),
});

export const signInRoutes = [signIn, forgotten, reset, invitation] as const;
