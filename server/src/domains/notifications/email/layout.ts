/** What a mail says, every text in its reader's language. */
interface MailWords {
  language: string;
  direction: 'ltr' | 'rtl';
  title: string;
  message: string;
  link: { url: string; label: string } | null;
  /** Who sends it and why it came. */
  footer: readonly string[];
  unsubscribe: { url: string; label: string } | null;
}

/** One mail in both forms that mail programs show. Nothing of it is loaded from anywhere. */
export function layOut(words: MailWords): { text: string; html: string } {
  const { language, direction, title, message, link, footer, unsubscribe } = words;
  const links = [link, unsubscribe].map((each) => (each ? `${each.label}: ${each.url}` : null));
  const text = [title, message, links[0], `-- \n${[...footer, links[1]].filter(Boolean).join('\n')}`]
    .filter(Boolean)
    .join('\n\n');
  const html = `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(title)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f3f4f6;color:#1c2430;font:16px/1.55 -apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif">
<table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;margin:0 auto">
<tr><td style="padding:28px;background:#ffffff;border-radius:10px;text-align:start">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escape(title)}</h1>
${paragraphs(message)}${link ? button(link) : ''}</td></tr>
<tr><td style="padding:16px 28px;color:#5b6675;font-size:13px;text-align:start">
${footer.map((line) => `<p style="margin:0 0 4px">${escape(line)}</p>`).join('\n')}
${unsubscribe ? `<p style="margin:8px 0 0"><a style="color:#5b6675" href="${escape(unsubscribe.url)}">${escape(unsubscribe.label)}</a></p>` : ''}
</td></tr>
</table>
</body>
</html>
`;
  return { text: `${text}\n`, html };
}

function button({ url, label }: { url: string; label: string }): string {
  const style =
    'display:inline-block;padding:10px 18px;border-radius:8px;background:#1f4fd8;color:#ffffff;text-decoration:none';
  return `<p style="margin:20px 0 0"><a style="${style}" href="${escape(url)}">${escape(label)}</a></p>\n`;
}

/** Blank lines part paragraphs; the direction of each is its own, as a message may be in another language. */
function paragraphs(message: string): string {
  return message
    .split(/\n{2,}/)
    .map((part) => `<p dir="auto" style="margin:0 0 12px">${escape(part).replaceAll('\n', '<br>')}</p>\n`)
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
