package dev.corelane.trace.timeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Memory outside the heap for columns that grow, taken in few large pieces.
///
/// The allocator of the C library keeps small pieces that are given back for itself, and returns
/// large ones to the system; so what a table has grown in can become the memory of the timeline
/// that is made of it.
final class Slabs implements AutoCloseable {
  private static final long SMALLEST = 1 << 18;
  private static final long LARGEST = 1 << 24;

  private @Nullable Arena arena;
  private MemorySegment slab = MemorySegment.NULL;
  private long next = SMALLEST;
  private long used;

  /// @param bytes a multiple of 8, at most 256 KB
  /// @return a segment of this size, all zero, aligned to 8 bytes
  MemorySegment take(long bytes) {
    if (used + bytes > slab.byteSize()) {
      if (arena == null) {
        arena = Arena.ofShared();
      }
      slab = arena.allocate(next, Long.BYTES);
      used = 0;
      next = Math.min(LARGEST, next * 2);
    }
    MemorySegment piece = slab.asSlice(used, bytes);
    used += bytes;
    return piece;
  }

  /// Gives all of it back.
  @Override
  public void close() {
    if (arena != null && arena.scope().isAlive()) {
      arena.close();
    }
  }
}
