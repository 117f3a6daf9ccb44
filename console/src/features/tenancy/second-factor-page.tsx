import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { removeSession, sessionQuery } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { safeNext } from '../../lib/url-state.ts';
import { SecondFactorSetup } from './second-factor-setup.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import './settings.css';

const route = getRouteApi('/second-factor');

/** Where whoever has none stands before an organization that asks for one. */
export function SecondFactorPage() {
  const { t, rich } = useMessages();
  const { next } = route.useSearch();
  const router = useRouter();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const organization = useQuery({ ...sessionQuery, enabled: false }).data?.organization.name ?? '';
  const leave = useMutation({
    mutationFn: removeSession,
    onSuccess: async () => {
      queryClient.clear();
      await navigate({ to: '/sign-in' });
    },
  });
  const goOn = () => {
    queryClient.clear();
    router.history.push(safeNext(next));
  };
  return (
    <SignInFrame title={t('consoleSignIn.required.title')}>
      <div className="sign-in-form sign-in-wide">
        <div className="stack-small sign-in-head">
          <h1>{t('consoleSignIn.required.title')}</h1>
          <p className="secondary">{rich('consoleSignIn.required.lead', { organization })}</p>
        </div>
        <SecondFactorSetup onDone={goOn} />
        <button type="button" className="link small" onClick={() => leave.mutate()}>
          {t('console.signOut')}
        </button>
      </div>
    </SignInFrame>
  );
}
