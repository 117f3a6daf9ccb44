import { queryOptions } from '@tanstack/react-query';
import type { Language } from '../lib/languages.ts';
import { answer, api, done } from './client.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answer(api.GET('/api/v1/session')),
  staleTime: 5 * 60_000,
});

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: () => answer(api.GET('/api/v1/monitoring/health')),
  staleTime: Number.POSITIVE_INFINITY,
});

export function createSession(body: { email: string; password: string; remember: boolean }) {
  return answer(api.POST('/api/v1/session', { body }));
}

export function updateLanguage(language: Language) {
  return answer(api.PATCH('/api/v1/session', { body: { language } }));
}

export function removeSession() {
  return done(api.DELETE('/api/v1/session'));
}

export function updateName(name: string) {
  return answer(api.PATCH('/api/v1/session', { body: { name } }));
}

export function updatePassword(body: { current_password: string; new_password: string }) {
  return done(api.POST('/api/v1/session/password', { body }));
}

/** Every place where the reader is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => answer(api.GET('/api/v1/sessions')),
});

export function removeOneSession(id: number) {
  return done(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));
}

export function removeOtherSessions() {
  return done(api.DELETE('/api/v1/sessions'));
}

/** The second step of signing in, after `second_factor_needed`. */
export function finishSignIn(body: { code: string; trust_device: boolean }) {
  return answer(api.POST('/api/v1/session/second-factor', { body }));
}

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => answer(api.GET('/api/v1/session/second-factor')),
});

export function beginSecondFactor(password: string) {
  return answer(api.POST('/api/v1/session/second-factor/begin', { body: { password } }));
}

export function confirmSecondFactor(code: string) {
  return answer(api.POST('/api/v1/session/second-factor/confirm', { body: { code } }));
}

export function renewRecoveryCodes(code: string) {
  return answer(api.POST('/api/v1/session/second-factor/recovery-codes', { body: { code } }));
}

export function removeSecondFactor(body: { password: string; code: string }) {
  return done(api.POST('/api/v1/session/second-factor/remove', { body }));
}

export function askPasswordReset(email: string) {
  return answer(api.POST('/api/v1/auth/password-resets', { body: { email } }));
}

export function confirmPasswordReset(body: { token: string; new_password: string }) {
  return done(api.POST('/api/v1/auth/password-resets/confirm', { body }));
}
