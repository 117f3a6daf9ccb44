import { randomBytes } from 'node:crypto';
import { PASSWORD, type TestApp } from './test-app.ts';

/** Somebody who has signed in; `as` goes into the headers of a call. */
export interface Person {
  id: number;
  email: string;
  as: { cookie: string };
}

export async function signIn(suite: TestApp, email: string, password = PASSWORD): Promise<Person> {
  const answer = await suite.call('POST', 'session', { body: { email, password } });
  if (answer.status !== 200) throw new Error(answer.text);
  return { id: answer.body.user.id, email, as: { cookie: cookieOf(answer.headers) } };
}

export function cookieOf(headers: Record<string, number | string | string[] | undefined>): string {
  return [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => String(cookie).split(';', 1)[0])
    .join('; ');
}

/** A user who belongs to no organization. */
export async function createPerson(suite: TestApp, name = 'Somebody'): Promise<Person> {
  const email = `person-${randomBytes(6).toString('hex')}@example.com`;
  const { id } = await suite.app.identity.createUser({ email, password: PASSWORD, name });
  const session = await suite.app.identity.signIn({ email, password: PASSWORD, remember: true }, new Headers());
  return { id, email, as: { cookie: cookieOf({ 'set-cookie': session.cookies }) } };
}

/** Somebody with a role in the organization. */
export async function createMember(
  suite: TestApp,
  organizationId: number,
  role: string,
  name?: string,
): Promise<Person> {
  const person = await createPerson(suite, name);
  const roleId = /^role_(\d+)$/.exec(role)?.[1];
  await suite.platform.database
    .tenant(organizationId)
    .insertInto('memberships')
    .values({
      organization_id: organizationId,
      user_id: person.id,
      role: roleId === undefined ? role : 'custom',
      role_id: roleId === undefined ? null : Number(roleId),
    })
    .execute();
  return person;
}

/** The person as the services know them. */
export function userOf(person: Person | undefined) {
  return { id: person?.id ?? 0, name: 'Somebody', email: person?.email ?? '', language: null };
}
