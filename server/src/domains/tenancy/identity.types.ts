import type { PasswordResets } from './password-reset/password-resets.ts';
import type { SecondFactors } from './second-factor/second-factors.ts';

export interface User {
  id: number;
  name: string;
  email: string;
  /** The language that the user chose; null leaves it to the organization and the browser. */
  language: string | null;
}

/** One sign-in that still lasts. */
export interface Session {
  id: number;
  createdAt: Date;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
}

export interface CurrentSession {
  user: User;
  sessionId: number;
  expiresAt: Date;
  hasSecondFactor: boolean;
}

/** Users, passwords and sessions; kept by better-auth in the schema `identity`, which the rest of the server cannot enter. */
export interface Identity {
  /** The session of the request's cookie, or null. */
  findSession(headers: Headers): Promise<CurrentSession | null>;
  /** Who has a second factor is not in yet. @throws AppError invalid_credentials */
  signIn(credentials: Credentials, headers: Headers): Promise<SignedIn | CodeNeeded>;
  /** Whose sign-in waits for a code; takes one of the tries. @throws AppError second_factor_expired */
  takeStep(headers: Headers): Promise<{ user: User; remember: boolean }>;
  /** After the code: the session. @throws AppError second_factor_expired */
  finishSignIn(user: User, options: { remember: boolean; trust: boolean }, headers: Headers): Promise<SignedIn>;
  secondFactors: SecondFactors;
  passwordResets: PasswordResets;
  /** Whether it is the password of the session's user. */
  isPassword(password: string, headers: Headers): Promise<boolean>;
  hashPassword(password: string): Promise<string>;
  /** Ends the session. @returns the cookies to set */
  signOut(headers: Headers): Promise<string[]>;
  /** @throws AppError email_taken */
  createUser(user: { email: string; password: string; name: string }): Promise<User>;
  /** Takes back a user who was made a moment ago and never belonged anywhere. */
  removeUser(userId: number): Promise<void>;
  findUserByEmail(email: string): Promise<User | null>;
  listUsers(userIds: readonly number[]): Promise<User[]>;
  /** Ends all other sessions of the user. @returns the cookies to set @throws AppError password_refused */
  changePassword(passwords: { current: string; next: string }, headers: Headers): Promise<string[]>;
  /** Newest first. */
  listSessions(userId: number): Promise<Session[]>;
  removeSession(userId: number, sessionId: number): Promise<boolean>;
  /** @returns how many were ended */
  removeOtherSessions(userId: number, keptSessionId: number): Promise<number>;
  setLanguage(userId: number, language: string | null): Promise<void>;
  setName(userId: number, name: string): Promise<void>;
  countUsers(): Promise<number>;
  /** Loads what the first sign-in would otherwise wait for. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

interface Credentials {
  email: string;
  password: string;
  remember: boolean;
}

export interface SignedIn {
  kind: 'signed_in';
  user: User;
  /** The cookies to set. */
  cookies: string[];
}

/** The password was right; the cookies name the step that waits for the code. */
export interface CodeNeeded {
  kind: 'code_needed';
  user: User;
  cookies: string[];
}
