/** How a new workflow begins: published and active unless it says otherwise. */
export interface Begin {
  isActive: boolean;
  isDraft: boolean;
}
