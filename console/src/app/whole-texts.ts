/** Whatever stands cut off with an ellipsis tells the whole of itself under the pointer. */
export function tellWholeTexts(): void {
  const told = new WeakSet<HTMLElement>();
  document.addEventListener('pointerover', ({ target }) => {
    let element = target instanceof HTMLElement ? target : null;
    while (element !== null && getComputedStyle(element).textOverflow !== 'ellipsis') element = element.parentElement;
    // A title that somebody wrote says more than the text does.
    if (element === null || (element.title !== '' && !told.has(element))) return;
    element.title = element.scrollWidth > element.clientWidth ? element.textContent.trim() : '';
    told.add(element);
  });
}
