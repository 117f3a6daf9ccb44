import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import type { Principals } from '../access/principals.ts';
import { createCurrentSession } from '../access/sessions.routes.ts';
import type { SessionService } from '../access/sessions.service.ts';
import { refuseForeignOrigin, toHeaders } from '../authenticate.ts';
import { sessionSchema } from '../tenancy.schema.ts';
import {
  beginBody,
  begunSchema,
  codeBody,
  finishBody,
  recoveryCodesSchema,
  removeBody,
  secondFactorSchema,
} from './second-factor.schema.ts';
import type { SecondFactorService } from './second-factor.service.ts';

const tags = ['Session'];
const path = '/api/v1/session/second-factor';
/** From one address; what one account allows is counted beside it. */
const rateLimit = { max: 30, timeWindow: '1 minute', hook: 'preHandler' } as const;
const own = { permission: 'signed_in', beforeSecondFactor: true, rateLimit };

interface SecondFactorRoutesDeps {
  secondFactor: SecondFactorService;
  sessions: SessionService;
  principals: Principals;
}

export function registerSecondFactorRoutes(http: Http, deps: SecondFactorRoutesDeps): void {
  const { secondFactor, sessions } = deps;

  http.post(
    path,
    {
      config: { permission: 'public', operation: 'session.second_factor', rateLimit },
      schema: {
        tags,
        summary: 'Sign in: the second step',
        description:
          'Where signing in was answered with `second_factor_needed`, with its cookie. It waits for five minutes and takes five tries.',
        body: finishBody,
        response: { 200: sessionSchema },
      },
    },
    async (request, reply) => {
      refuseForeignOrigin(request);
      const { code, trust_device: trust = false } = request.body;
      const { user, cookies } = await secondFactor.finish({ code, trust }, toHeaders(request), request.ip);
      void reply.header('set-cookie', cookies);
      return sessions.get(user, null);
    },
  );
  registerOwnRoutes(http, deps);
}

function registerOwnRoutes(http: Http, { secondFactor, principals }: SecondFactorRoutesDeps): void {
  const currentSession = createCurrentSession(principals);
  http.get(
    path,
    {
      config: { ...own, operation: 'session.get_second_factor' },
      schema: { tags, summary: 'Your second factor', response: { 200: secondFactorSchema } },
    },
    async (request) => {
      const { isOn, since, recoveryCodesLeft } = await secondFactor.get((await currentSession(request)).user);
      return { is_on: isOn, since: since?.toISOString() ?? null, recovery_codes_left: recoveryCodesLeft };
    },
  );
  http.post(
    `${path}/begin`,
    {
      config: { ...own, operation: 'session.begin_second_factor' },
      schema: {
        tags,
        summary: 'Begin to set up a second factor',
        description: 'It is asked for only once a code of it has been confirmed.',
        body: beginBody,
        response: { 200: begunSchema },
      },
    },
    async (request) => secondFactor.begin(await currentSession(request), request.body.password, toHeaders(request)),
  );
  http.post(
    `${path}/confirm`,
    {
      config: { ...own, operation: 'session.confirm_second_factor' },
      schema: {
        tags,
        summary: 'Put the second factor into force',
        description:
          'With a first code of the app. Answers the recovery codes, this once, and ends your other sessions.',
        body: codeBody,
        response: { 200: recoveryCodesSchema },
      },
    },
    async (request) => ({
      recovery_codes: await secondFactor.confirm(await currentSession(request), request.body.code),
    }),
  );
  http.post(
    `${path}/recovery-codes`,
    {
      config: { ...own, operation: 'session.renew_recovery_codes' },
      schema: { tags, summary: 'Make new recovery codes', body: codeBody, response: { 200: recoveryCodesSchema } },
    },
    async (request) => {
      const session = await currentSession(request);
      return { recovery_codes: await secondFactor.renewRecoveryCodes(session, request.body.code, request.ip) };
    },
  );
  http.post(
    `${path}/remove`,
    {
      config: { ...own, operation: 'session.remove_second_factor' },
      schema: {
        tags,
        summary: 'Turn the second factor off',
        description: 'Takes the password and a code.',
        body: removeBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await secondFactor.remove(await currentSession(request), request.body, toHeaders(request), request.ip);
      return reply.code(204).send(null);
    },
  );
}
