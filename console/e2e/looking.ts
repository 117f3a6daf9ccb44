import type { Page } from '@playwright/test';

interface Said {
  place: string;
  text: string;
}

/** Whether plain letters are left when all that stands in brackets, also within one another, is taken away. */
function isRaw(text: string): boolean {
  const rest = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return rest === text ? /[a-z]/i.test(rest) : isRaw(rest);
}

/** Texts in plain letters outside of brackets that nothing marks as somebody's data: `<bdi>`, code, `translate="no"`. */
export async function findRawTexts(page: Page): Promise<Said[]> {
  const all = await page.evaluate(() => {
    const data = 'bdi, code, pre, kbd, textarea, noscript, script, style, [translate=no], [lang]:not(html)';
    const found: Said[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest(data) !== null) continue;
      const place = `${parent.localName}.${parent.getAttribute('class') ?? ''}`;
      found.push({ place, text: (node.textContent ?? '').trim() });
    }
    for (const name of ['aria-label', 'aria-valuetext', 'placeholder']) {
      for (const element of document.body.querySelectorAll(`[${name}]`)) {
        if (element.closest(data) !== null) continue;
        found.push({ place: `${element.localName} ${name}`, text: element.getAttribute(name) ?? '' });
      }
    }
    return found;
  });
  return all.filter(({ text }) => isRaw(text));
}

/** Texts cut off without a sign of it, or that run over the edge of their box; what ends in an ellipsis tells its whole. */
export function findClippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const { overflowX, overflowY, textOverflow, webkitLineClamp, display } = getComputedStyle(element);
      const text = (element.textContent ?? '').trim();
      if (text === '' || display === 'inline' || element.clientWidth === 0) continue;
      if (element.closest('.hidden-visually, svg, select, textarea, script, style, [aria-hidden=true]') !== null)
        continue;
      const hidesX = overflowX === 'hidden' || overflowX === 'clip';
      const hidesY = overflowY === 'hidden' || overflowY === 'clip';
      const wider = element.scrollWidth - element.clientWidth;
      const higher = element.scrollHeight - element.clientHeight;
      const isTold = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
      const ownsText = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.textContent?.trim());
      const said = `<${element.localName} class="${element.className}">${text.slice(0, 60)}`;
      if (hidesX && wider > 1 && !isTold) found.add(`${said}: ${wider} px are cut off`);
      if (hidesY && higher > 3 && !isTold) found.add(`${said}: ${higher} px are cut off below`);
      if (overflowX === 'visible' && wider > 1 && ownsText) found.add(`${said}: ${wider} px stick out`);
    }
    return [...found];
  });
}
