package dev.corelane.replay.multixact;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.work.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// The caches of offsets and members of one server, with their locks: one each to 16, one per bank
/// from 17. Made anew for every run, because pages come and go.
///
/// @param offsets pages of offsets
/// @param members pages of members
/// @param offsetLocks numbers of the locks of the first, by bank
/// @param memberLocks numbers of the locks of the second, by bank
public record MultiXactCaches(
    SlruCache offsets, SlruCache members, List<Integer> offsetLocks, List<Integer> memberLocks) {
  /// Copies the lists.
  public MultiXactCaches {
    offsetLocks = List.copyOf(offsetLocks);
    memberLocks = List.copyOf(memberLocks);
  }

  /// @param version rules
  /// @param offsetBuffers buffers for pages of offsets
  /// @param memberBuffers buffers for pages of members
  /// @param declare takes a lock into the run and tells its number
  /// @return empty caches
  public static MultiXactCaches of(
      SlruVersion version, int offsetBuffers, int memberBuffers, ToIntFunction<LockSpec> declare) {
    int offsetLocks = version.locks(offsetBuffers);
    int memberLocks = version.locks(memberBuffers);
    return new MultiXactCaches(
        new SlruCache(offsetBuffers, offsetLocks),
        new SlruCache(memberBuffers, memberLocks),
        locks(version.offsetLock(), offsetLocks, declare),
        locks(version.memberLock(), memberLocks, declare));
  }

  /// @param load what a backend does
  /// @param streams random numbers of the run
  /// @param backend number of the backend
  /// @return its program, which does not end
  public Program backend(StormLoad load, Streams streams, int backend) {
    return new StormProgram(load, this, streams.stream(Purpose.CHOICE, backend));
  }

  private static List<Integer> locks(String name, int count, ToIntFunction<LockSpec> declare) {
    var numbers = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      String bank = count == 1 ? name : name + " bank " + i;
      numbers.add(declare.applyAsInt(new LockSpec.LwLock(bank)));
    }
    return numbers;
  }
}
