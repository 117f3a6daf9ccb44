import { useMemo } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { encodeQr } from '../../lib/qr.ts';

/** How much light the scanners need around it, in modules. */
const margin = 4;

/** Dark on light in every theme, as scanners expect it; nothing where the text is too long for a picture. */
export function QrPicture({ text }: { text: string }) {
  const { t } = useMessages();
  const code = useMemo(() => encodeQr(text), [text]);
  if (code === null) return null;
  const size = code.length + 2 * margin;
  const path = code
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + margin} ${y + margin}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('consoleAccount.factor.picture')}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
