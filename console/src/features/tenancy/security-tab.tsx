import { PasswordCard } from './password-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

export function SecurityTab() {
  return (
    <div className="settings">
      <PasswordCard />
      <SessionsCard />
    </div>
  );
}
