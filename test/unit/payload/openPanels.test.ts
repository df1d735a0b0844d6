import assert from 'node:assert/strict';
import { OpenPanels } from '../../../src/core/payload/openPanels';

describe('of several open panels', () => {
  const panel = (name: string, isVisible = true, isActive = false) => ({ name, isVisible, isActive });
  type Panel = ReturnType<typeof panel>;
  let panels: OpenPanels<Panel>;
  let one: Panel;
  let other: Panel;
  beforeEach(() => {
    panels = new OpenPanels();
    one = panel('one');
    other = panel('other');
    panels.use(one);
    panels.use(other);
  });

  const names = (some: Iterable<Panel>) => Array.from(some, ({ name }) => name);
  const below = (address?: string, isAnyGroup = false) => names(panels.below({ address, isAnyGroup }));

  describe('the one in front is', () => {
    it('the active one', () => {
      one.isActive = true;
      assert.equal(panels.front, one);
    });

    it('else the visible one, though another was used last', () => {
      other.isVisible = false;
      assert.equal(panels.front, one);
    });

    it('else, of several that are visible or none, the one used last', () => {
      assert.equal(panels.front, other);
      panels.use(one);
      assert.equal(panels.front, one);
      one.isVisible = other.isVisible = false;
      assert.equal(panels.front, one);
    });

    it('not one that came back without having been looked at', () => {
      panels.add(panel('back'));
      assert.equal(panels.front, other);
      assert.deepEqual(names(panels), ['other', 'one', 'back']);
    });

    it('none once all are closed', () => {
      panels.remove(one);
      panels.remove(other);
      assert.equal(panels.front, undefined);
      assert.deepEqual(below('first'), []);
    });
  });

  describe('a title bar belongs to', () => {
    it('the visible one', () => {
      other.isVisible = false;
      assert.deepEqual(below('first'), ['one']);
    });

    it('the active one, where VS Code shows its buttons in the active group alone', () => {
      one.isActive = true;
      assert.deepEqual(below('first'), ['one']);
      assert.deepEqual(below('first', true), ['other', 'one']);
    });

    it('any of the visible ones where none is active', () => {
      assert.deepEqual(below('first'), ['other', 'one']);
      assert.deepEqual(below(), ['other', 'one']);
    });

    it('the one that it was told to belong to, wherever that is', () => {
      panels.name(one, { address: 'first', isAnyGroup: true });
      other.isActive = true;
      assert.deepEqual(below('first', true), ['one']);
    });

    it('none of those that other addresses belong to', () => {
      panels.name(one, { address: 'first', isAnyGroup: true });
      assert.deepEqual(below('second', true), ['other']);
      assert.deepEqual(below(undefined, true), ['other', 'one']);
    });

    it('no panel that was closed', () => {
      panels.name(one, { address: 'first', isAnyGroup: true });
      panels.remove(one);
      assert.deepEqual(below('first'), ['other']);
    });
  });
});
