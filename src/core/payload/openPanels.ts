export interface PanelState {
  readonly isActive: boolean;
  readonly isVisible: boolean;
}

/** What is known of the title bar that called. */
export interface TitleBar {
  /** VS Code’s own name of the panel below it: ours for none of them, but the same each time. */
  readonly address: string | undefined;
  /** Its group need not be the active one. */
  readonly isAnyGroup: boolean;
}

/** The open panels, the one used last first, and which of them is meant. */
export class OpenPanels<Panel extends PanelState> implements Iterable<Panel> {
  private panels: readonly Panel[] = [];
  private readonly named = new Map<string, Panel>();

  [Symbol.iterator](): Iterator<Panel> {
    return this.panels[Symbol.iterator]();
  }

  /** It comes before the others once it is used. */
  add(panel: Panel): void {
    this.panels = [...this.panels, panel];
  }

  use(panel: Panel): void {
    this.panels = [panel, ...this.panels.filter((each) => each !== panel)];
  }

  remove(panel: Panel): void {
    this.panels = this.panels.filter((each) => each !== panel);
    for (const [address, each] of this.named) if (each === panel) this.named.delete(address);
  }

  /** The one that a person has before them, as far as can be told. */
  get front(): Panel | undefined {
    const { panels } = this;
    return panels.find(({ isActive }) => isActive) ?? panels.find(({ isVisible }) => isVisible) ?? panels[0];
  }

  /** Those that a title bar may belong to: one where that is clear. */
  below({ address, isAnyGroup }: TitleBar): readonly Panel[] {
    const known = address === undefined ? undefined : this.named.get(address);
    if (known !== undefined) return [known];
    const named = new Set(address === undefined ? [] : this.named.values());
    const visible = this.panels.filter((panel) => panel.isVisible && !named.has(panel));
    const active = visible.find(({ isActive }) => isActive);
    if (active !== undefined && !isAnyGroup) return [active];
    if (visible.length > 0) return visible;
    return this.front === undefined ? [] : [this.front];
  }

  /** That address is this panel’s, as long as it is open. */
  name(panel: Panel, { address }: TitleBar): void {
    if (address !== undefined) this.named.set(address, panel);
  }
}
