package dev.corelane.importers.locks;

import java.util.Arrays;

/// Stacks of open things, one per owner (a task or a CPU), in arrays: a thing costs no object.
///
/// Whoever uses it keeps the properties of the things in arrays of its own, by the numbers given
/// out here.
final class OwnerStacks {
  static final int NONE = -1;

  private int[] heads = new int[64];
  private int[] depths = new int[64];
  private int[] below = new int[64];
  private int[] owners = new int[64];
  private int free = NONE;
  private int used;

  OwnerStacks() {
    Arrays.fill(heads, NONE);
  }

  /// Adds a thing on top of its owner's stack; its number is below [#capacity()].
  int push(int owner) {
    growOwners(owner);
    int thing = free;
    if (thing == NONE) {
      thing = used++;
      if (thing == below.length) {
        below = Arrays.copyOf(below, thing * 2);
        owners = Arrays.copyOf(owners, thing * 2);
      }
    } else {
      free = below[thing];
    }
    below[thing] = heads[owner];
    owners[thing] = owner;
    heads[owner] = thing;
    depths[owner]++;
    return thing;
  }

  /// How many numbers may be in use: the least size of arrays that hold properties.
  int capacity() {
    return below.length;
  }

  /// One more than the highest number ever given out.
  int used() {
    return used;
  }

  /// Whether a number is in use.
  boolean isOpen(int thing) {
    return owners[thing] != NONE;
  }

  int owner(int thing) {
    return owners[thing];
  }

  int top(int owner) {
    return owner < heads.length ? heads[owner] : NONE;
  }

  int below(int thing) {
    return below[thing];
  }

  int depth(int owner) {
    return owner < depths.length ? depths[owner] : 0;
  }

  /// The oldest thing of an owner.
  int bottom(int owner) {
    int thing = top(owner);
    while (thing != NONE && below[thing] != NONE) {
      thing = below[thing];
    }
    return thing;
  }

  /// Takes a thing off its stack, wherever it lies in it.
  void remove(int thing) {
    int owner = owners[thing];
    int at = heads[owner];
    if (at == thing) {
      heads[owner] = below[thing];
    } else {
      while (below[at] != thing) {
        at = below[at];
      }
      below[at] = below[thing];
    }
    depths[owner]--;
    owners[thing] = NONE;
    below[thing] = free;
    free = thing;
  }

  private void growOwners(int owner) {
    if (owner >= heads.length) {
      int old = heads.length;
      int size = Math.max(owner + 1, old * 2);
      heads = Arrays.copyOf(heads, size);
      Arrays.fill(heads, old, size, NONE);
      depths = Arrays.copyOf(depths, size);
    }
  }
}
