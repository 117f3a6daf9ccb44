// Runs before the first paint, so that neither theme nor direction flashes. Kept apart from the bundle
// because the content security policy allows no inline script.
const served = new Set(['en', 'es', 'fr', 'de', 'hi', 'ja', 'zh', 'ar']);

function readStored(key) {
  try {
    return localStorage.getItem(`suite.${key}`);
  } catch {
    // Storage may be closed to us; the defaults serve.
    return null;
  }
}

function chooseTheme() {
  const stored = readStored('theme');
  if (stored === 'light' || stored === 'dark') return stored;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function chooseLanguage() {
  const stored = readStored('language');
  const wanted = stored === null ? navigator.languages : [stored];
  // Traditional Chinese readers are not served simplified characters unasked.
  const codes = wanted.filter((tag) => !/^zh-(hant|tw|hk|mo)/i.test(tag)).map((tag) => tag.toLowerCase().split('-')[0]);
  return codes.find((code) => served.has(code)) ?? 'en';
}

const page = document.documentElement;
page.dataset.theme = chooseTheme();
page.lang = chooseLanguage();
page.dir = page.lang === 'ar' ? 'rtl' : 'ltr';
