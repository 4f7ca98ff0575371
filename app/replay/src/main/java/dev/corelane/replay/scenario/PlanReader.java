package dev.corelane.replay.scenario;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.Machine.TickPhase;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.multixact.SlruVersion;
import dev.corelane.replay.multixact.StormLoad;
import dev.corelane.replay.scheduler.Policy;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.userspace.UserspaceWorkload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what runs, with the values of the parameters.
final class PlanReader {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final int MOST_THREADS = 65_536;

  private final Map<String, Double> parameters;
  private final Map<String, Range> used = new HashMap<>();

  PlanReader(Map<String, Double> parameters) {
    this.parameters = parameters;
  }

  /// The parameters that were used, and what they may be where they were.
  Map<String, Range> used() {
    return used;
  }

  Plan read(Node.Tree tree) throws ScenarioException {
    var fields = new Fields(tree, parameters, used);
    ScenarioReader.header().forEach(fields::has);
    long duration = fields.whole("durationNs", 1, HOUR_NS);
    Machine machine = machine(fields.object("machine"));
    Plan plan;
    if (fields.has("policies")) {
      plan = policies(fields.object("policies"), machine, duration);
    } else {
      long warmUp = fields.whole("warmUpNs", 0, HOUR_NS, 0);
      plan = threads(fields, machine, warmUp, duration);
    }
    fields.end();
    return plan;
  }

  private Machine machine(Fields fields) throws ScenarioException {
    int cpus = (int) fields.whole("cpus", 1, 1_024);
    var topology = new Topology(cpus, (int) fields.whole("cpusPerCache", 1, cpus, cpus));
    KernelVersion kernel;
    try {
      kernel = KernelVersion.parse(fields.text("kernel"));
    } catch (IllegalArgumentException e) {
      throw fields.node("kernel").wrong(e.getMessage());
    }
    Machine machine =
        Machine.of(
                topology,
                kernel,
                fields.choice("architecture", Architecture.class),
                fields.choice("model", PreemptionModel.class))
            .withHz((int) fields.whole("hz", 1, 10_000, 250));
    if (fields.has("ticks")) {
      machine = machine.with(fields.choice("ticks", TickPhase.class));
    }
    if (fields.has("extensionNs")) {
      long extension = fields.whole("extensionNs", 0, 50_000);
      if (extension > 0 && extension < 5_000) {
        throw fields.node("extensionNs").wrong("0, or 5000 to 50000");
      }
      machine = machine.withExtensionNs(extension);
    }
    if (fields.has("costs")) {
      machine = machine.with(costs(fields.object("costs")));
    }
    fields.end();
    return machine;
  }

  private static Costs costs(Fields fields) throws ScenarioException {
    Costs usual = Costs.DEFAULT;
    long most = 1_000_000;
    var costs =
        new Costs(
            fields.whole("switchNs", 0, most, usual.switchNs()),
            fields.number("refillPerOffCpu", 0, 1, usual.refillPerOffCpu()),
            fields.whole("refillCapNs", 0, most, usual.refillCapNs()),
            fields.whole("migrationNs", 0, most, usual.migrationNs()),
            fields.whole("ipiNs", 0, most, usual.ipiNs()),
            fields.whole("wakeNs", 0, most, usual.wakeNs()),
            fields.whole("idleExitNs", 0, most, usual.idleExitNs()),
            fields.whole("tickNs", 0, most, usual.tickNs()),
            usual.balanceNs());
    fields.end();
    return costs;
  }

  private Plan policies(Fields fields, Machine machine, long duration) throws ScenarioException {
    var workload =
        new UserspaceWorkload(
            (int) fields.whole("workers", 1, 1_000),
            fields.whole("intervalNs", 1, HOUR_NS),
            (int) fields.whole("burst", 1, 1_000_000),
            (int) fields.whole("queueLimit", 1, 1_000_000),
            fields.whole("urgentNs", 1, HOUR_NS),
            fields.whole("queryRecords", 1, 1_000_000_000_000L),
            fields.whole("recordNs", 1, HOUR_NS),
            fields.whole("yieldEvery", 0, 1_000_000_000_000L),
            fields.number("maxPreemptedPercent", 0, 100),
            fields.number("lockedShare", 0, 0.999));
    boolean drawn = fields.flag("drawnCosts");
    fields.end();
    if (machine.topology().cpus() != workload.workers() + 1) {
      throw fields.wrong("a CPU for every worker and one for the admission thread are needed");
    }
    return new Plan.Policies(workload, drawn, machine, 0, duration);
  }

  private Plan threads(Fields fields, Machine machine, long warmUp, long duration)
      throws ScenarioException {
    var lockNames = new ArrayList<String>();
    var locks = new ArrayList<LockSpec>();
    if (fields.has("locks")) {
      for (Node node : fields.array("locks")) {
        LockSpec lock = lock(fields.of(node));
        if (lockNames.contains(lock.name())) {
          throw node.wrong("two locks are named \"" + lock.name() + "\"");
        }
        locks.add(lock);
        lockNames.add(lock.name());
      }
    }
    List<Node> nodes = fields.array("threads");
    var groupNames = new ArrayList<String>();
    for (Node node : nodes) {
      groupNames.add(fields.of(node).text("name"));
    }
    var groups = new ArrayList<Plan.Group>();
    long count = 0;
    for (Node node : nodes) {
      Plan.Group group = group(fields.of(node), machine, lockNames, groupNames);
      count += group.count();
      groups.add(group);
    }
    if (groups.isEmpty() || count > MOST_THREADS) {
      throw fields.node("threads").wrong("1 to " + MOST_THREADS + " threads are expected");
    }
    return new Plan.Threads(machine, locks, groups, warmUp, duration);
  }

  private enum LockType {
    PG_SPINLOCK,
    LWLOCK,
    FIFO,
    FUTEX,
    HEAVYWEIGHT,
    KERNEL_SPINLOCK,
    KERNEL_MUTEX
  }

  private static LockSpec lock(Fields fields) throws ScenarioException {
    String name = fields.text("name");
    LockSpec lock =
        switch (fields.choice("kind", LockType.class)) {
          case PG_SPINLOCK ->
              new LockSpec.PgSpinlock(name, fields.whole("pauseNs", 1, 1_000_000, 40));
          case LWLOCK -> new LockSpec.LwLock(name);
          case FIFO -> new LockSpec.FifoHandOff(name);
          case FUTEX -> new LockSpec.FutexMutex(name, fields.whole("spinNs", 0, HOUR_NS, 0));
          case HEAVYWEIGHT ->
              new LockSpec.Heavyweight(
                  name, fields.whole("deadlockTimeoutNs", 1, HOUR_NS, 1_000_000_000));
          case KERNEL_SPINLOCK -> new LockSpec.KernelSpinlock(name);
          case KERNEL_MUTEX -> new LockSpec.KernelMutex(name);
        };
    fields.end();
    return lock;
  }

  private Plan.Group group(Fields fields, Machine machine, List<String> locks, List<String> groups)
      throws ScenarioException {
    var cpus = new ArrayList<Integer>();
    if (fields.has("cpus")) {
      for (Node node : fields.array("cpus")) {
        cpus.add((int) fields.whole(node, 0, machine.topology().cpus() - 1));
      }
    }
    Plan.Behaviour behaviour =
        fields.has("multixact")
            ? storm(fields.object("multixact"))
            : new Plan.Behaviour.Loop(new ActionReader(locks, groups).read(fields, "program"));
    var group =
        new Plan.Group(
            fields.text("name"),
            (int) fields.whole("count", 1, MOST_THREADS, 1),
            params(fields),
            fields.has("spread") && fields.flag("spread"),
            cpus,
            behaviour);
    fields.end();
    return group;
  }

  private static SchedParams params(Fields fields) throws ScenarioException {
    Policy policy = fields.has("policy") ? fields.choice("policy", Policy.class) : Policy.NORMAL;
    int nice = (int) fields.whole("nice", -20, 19, 0);
    int priority = (int) fields.whole("priority", 0, 99, 0);
    long slice = fields.whole("sliceNs", 0, 100_000_000, 0);
    try {
      return new SchedParams(policy, nice, priority, slice);
    } catch (IllegalArgumentException e) {
      throw fields.wrong(e.getMessage());
    }
  }

  private static Plan.Behaviour storm(Fields fields) throws ScenarioException {
    int major = (int) fields.whole("postgres", 9, 99);
    SlruVersion version = SlruVersion.of(major);
    var load =
        new StormLoad(
            fields.whole("workNs", 0, HOUR_NS),
            (int) fields.whole("lookups", 0, 10_000),
            (int) fields.whole("creates", 0, 10_000),
            fields.whole("pages", 1, 1_000_000_000),
            fields.whole("memberPages", 1, 1_000_000_000),
            fields.whole("holdNs", 1, HOUR_NS),
            fields.whole("readNs", 0, HOUR_NS),
            fields.whole("thinkNs", 0, HOUR_NS));
    var storm =
        new Plan.Behaviour.Storm(
            version,
            (int) fields.whole("offsetBuffers", 1, 131_072, version.offsetBuffers()),
            (int) fields.whole("memberBuffers", 1, 131_072, version.memberBuffers()),
            load);
    fields.end();
    return storm;
  }
}
