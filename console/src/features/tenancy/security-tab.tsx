import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

export function SecurityTab() {
  return (
    <div className="settings">
      <PasswordCard />
      <SecondFactorCard />
      <SessionsCard />
    </div>
  );
}
