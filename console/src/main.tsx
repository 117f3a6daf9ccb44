import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/surfaces.css';
import './ui/overlays.css';
import './app/shell.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setRequestLanguage } from './api/client.ts';
import { isLanguage } from './lib/languages.ts';
import { loadCatalogue } from './lib/messages/catalogues.ts';
import { App } from './app/app.tsx';
import { tellWholeTexts } from './app/whole-texts.ts';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  // boot.js has read the reader's choice or the browser's wish.
  const wanted = document.documentElement.lang;
  const language = isLanguage(wanted) ? wanted : 'en';
  setRequestLanguage(language);
  const catalogue = await loadCatalogue(language);
  tellWholeTexts();
  createRoot(root).render(
    <StrictMode>
      <App initial={{ language, catalogue }} />
    </StrictMode>,
  );
}

void start();
