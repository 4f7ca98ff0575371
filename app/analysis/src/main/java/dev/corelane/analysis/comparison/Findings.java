package dev.corelane.analysis.comparison;

import dev.corelane.analysis.knowledge.KernelAdvisor;
import dev.corelane.analysis.knowledge.KernelSwitch;
import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.analysis.observer.Disturbance;
import dev.corelane.analysis.observer.ObserverEffect;
import dev.corelane.analysis.observer.ObserverWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says what the numbers of a comparison come to, the recorder's share first: what a recorder did
/// must not be blamed on the program, the kernel or its preemption model.
final class Findings {
  /// The recorder explains a difference if its own waits grew by at least this part of it.
  private static final double MOST = 0.5;

  /// Differences of slices below this are of no interest.
  private static final double SAME = 0.1;

  private static final double NS_PER_MS = 1e6;

  private final Side a;
  private final Side b;
  private final List<MetricDifference> differences;

  Findings(Side a, Side b, List<MetricDifference> differences) {
    this.a = a;
    this.b = b;
    this.differences = differences;
  }

  List<Finding> all() {
    var findings = new ArrayList<Finding>();
    throughput().ifPresent(findings::add);
    recorder().ifPresent(findings::add);
    addedPreemptions().ifPresent(findings::add);
    slices().ifPresent(findings::add);
    preemptions().ifPresent(findings::add);
    postgres().ifPresent(findings::add);
    findings.addAll(kernels());
    return findings;
  }

  private Optional<Finding> throughput() {
    return whole(Quantity.THROUGHPUT)
        .map(
            tps ->
                new Finding(
                    "throughput",
                    tps.certain()
                        ? String.format(
                            Locale.ROOT,
                            "B completes %.1f transactions per second, A %.1f (%s).",
                            tps.b(),
                            tps.a(),
                            ratio(tps))
                        : String.format(
                            Locale.ROOT,
                            "Throughput differs by no more than chance: %.1f transactions per"
                                + " second in A, %.1f in B (%s).",
                            tps.a(),
                            tps.b(),
                            ratio(tps)),
                    latencyEvidence()));
  }

  private List<String> latencyEvidence() {
    return whole(Quantity.LATENCY)
        .map(
            l ->
                String.format(
                    Locale.ROOT,
                    "a transaction takes %.1f ms in A and %.1f ms in B on average",
                    l.a() / NS_PER_MS,
                    l.b() / NS_PER_MS))
        .stream()
        .toList();
  }

  private Optional<Finding> recorder() {
    ObserverEffect left = a.observer();
    ObserverEffect right = b.observer();
    Disturbance worst =
        left.disturbance().compareTo(right.disturbance()) > 0
            ? left.disturbance()
            : right.disturbance();
    if (worst == Disturbance.SMALL) {
      return Optional.of(
          new Finding(
              "recorder-small",
              String.format(
                  Locale.ROOT,
                  "The recorder took little: %.0f events per CPU and second in A, %.0f in B, and no"
                      + " costly probes. The differences are those of the machines.",
                  left.load().eventsPerCpuSecond(),
                  right.load().eventsPerCpuSecond()),
              List.of()));
    }
    Optional<MetricDifference> latency = whole(Quantity.LATENCY).filter(MetricDifference::certain);
    double mutexes =
        perTransaction(b, right.locks().waitNs()) - perTransaction(a, left.locks().waitNs());
    double behind =
        perTransaction(b, right.locks().spinWaitBehindOnlyNs())
            - perTransaction(a, left.locks().spinWaitBehindOnlyNs());
    if (latency.isPresent()
        && latency.get().difference() * (mutexes + behind) > 0
        && Math.abs(mutexes + behind) >= MOST * Math.abs(latency.get().difference())) {
      return Optional.of(
          new Finding(
              "recorder-explains-most",
              blame(latency.get().difference(), mutexes, behind),
              recorderEvidence()));
    }
    boolean mutexesDiffer =
        Math.abs(left.threadsInRecorderLocks() - right.threadsInRecorderLocks()) > 1;
    return Optional.of(
        new Finding(
            mutexesDiffer ? "recorder-differs" : "recorder-risk",
            mutexesDiffer
                ? String.format(
                    Locale.ROOT,
                    "The recorder itself makes a large difference: at any time %.1f threads wait"
                        + " for its own kernel mutexes in A, %.1f in B. Differences in waiting and"
                        + " throughput are first of all the recorder's.",
                    left.threadsInRecorderLocks(),
                    right.threadsInRecorderLocks())
                : "The recordings were changed by their recorder as much as the differences below"
                    + " are large, or nearly so.",
            recorderEvidence()));
  }

  private static String blame(double latencyNs, double mutexNs, double behindNs) {
    String more = latencyNs < 0 ? "A" : "B";
    String behind =
        String.format(
            Locale.ROOT,
            ", and %.1f ms longer for spinlocks of PostgreSQL whose new owner is itself waiting"
                + " there (time in which a thread does both is counted once)",
            Math.abs(behindNs) / NS_PER_MS);
    return String.format(
        Locale.ROOT,
        "Most of the difference is the recorder's own doing, and neither PostgreSQL nor the"
            + " preemption model alone is to blame: a transaction takes %.1f ms longer in %s, and"
            + " per transaction threads wait %.1f ms longer in %s for the kernel mutexes that the"
            + " recorder takes at every probe hit%s. These are waits of all threads together, and"
            + " some are the consequence of others: they show where the time goes, but do not add"
            + " up to the %.1f ms.",
        Math.abs(latencyNs) / NS_PER_MS,
        more,
        Math.abs(mutexNs) / NS_PER_MS,
        more,
        behindNs == 0 ? "" : behind,
        Math.abs(latencyNs) / NS_PER_MS);
  }

  private List<String> recorderEvidence() {
    var evidence = new ArrayList<String>();
    evidence.add(load("A", a.observer()));
    evidence.add(load("B", b.observer()));
    spins("A", a.observer()).ifPresent(evidence::add);
    spins("B", b.observer()).ifPresent(evidence::add);
    return evidence;
  }

  private static String load(String side, ObserverEffect effect) {
    String loss =
        effect.comparable().isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "; a workload with about as many hits lost %s of its throughput to the recorder",
                ObserverWarning.loss(effect));
    return String.format(
        Locale.ROOT,
        "%s: %,.0f probe hits per second of CPU time, %,d waits for %d mutexes of the recorder,"
            + " %.1f s in all%s",
        side,
        effect.load().hitsPerBusySecond(),
        effect.locks().waits(),
        effect.locks().locks().size(),
        effect.locks().waitNs() / 1e9,
        loss);
  }

  private static Optional<String> spins(String side, ObserverEffect effect) {
    return effect.locks().spinWaitBehindNs() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: of %.1f s of waiting for spinlocks %.1f s, and of %.1f s of holding LWLocks"
                    + " %.1f s, passed while the holder waited for the recorder",
                side,
                effect.locks().spinWaitNs() / 1e9,
                effect.locks().spinWaitBehindNs() / 1e9,
                effect.locks().holdNs() / 1e9,
                effect.locks().holdWaitNs() / 1e9));
  }

  /// Who holds the recorder's mutex is not recorded, but switches inside its handler are.
  private Optional<Finding> addedPreemptions() {
    long left = a.observer().preemptions().kernelAdded();
    long right = b.observer().preemptions().kernelAdded();
    if (a.observer().locks().waits() + b.observer().locks().waits() == 0
        || Math.max(left, right) < 20) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "preempted-in-the-recorder",
            String.format(
                Locale.ROOT,
                "The holders of the recorder's mutexes are preempted inside the kernel: about %,d"
                    + " switches inside a probe's handler in A, %,d in B. That is lock-holder"
                    + " preemption, one level below PostgreSQL, and it needs a kernel that can be"
                    + " preempted (full or lazy).",
                left,
                right),
            List.of(chance("A", a.observer()), chance("B", b.observer()))));
  }

  private static String chance(String side, ObserverEffect effect) {
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d switches of probed threads inside the kernel were followed by a probe hit"
            + " within 20 us; chance would give %.0f %%",
        side,
        effect.preemptions().kernelAtHits(),
        effect.preemptions().kernel(),
        100 * effect.preemptions().chance());
  }

  private Optional<Finding> slices() {
    Optional<MetricDifference> slice =
        whole(Quantity.PREEMPTED_SLICE)
            .filter(MetricDifference::certain)
            .filter(s -> Math.abs(Math.log(s.ratio())) > SAME);
    if (slice.isEmpty()) {
      return Optional.empty();
    }
    boolean timer = timerEndsSlices(a) != timerEndsSlices(b);
    return Optional.of(
        new Finding(
            timer ? "slices-hrtick" : "slices",
            String.format(
                Locale.ROOT,
                "A thread runs %.2f ms in A and %.2f ms in B (median) until it is preempted.%s",
                slice.get().a() / NS_PER_MS,
                slice.get().b() / NS_PER_MS,
                timer
                    ? " Linux 7.1 and newer end a slice on x86 by a timer (HRTICK) when it is used"
                        + " up, older kernels at the next tick; that comes with the version and not"
                        + " with the preemption model."
                    : ""),
            List.of()));
  }

  private static boolean timerEndsSlices(Side side) {
    return KernelVersion.of(side.release())
        .map(v -> v.atLeast(7, 1) && side.arch().equals("x86_64"))
        .orElse(false);
  }

  private Optional<Finding> preemptions() {
    Optional<MetricDifference> user = whole(Quantity.USER_PREEMPTIONS);
    Optional<MetricDifference> kernel = whole(Quantity.KERNEL_PREEMPTIONS);
    if (user.isEmpty() || kernel.isEmpty() || !user.get().certain() && !kernel.get().certain()) {
      return Optional.empty();
    }
    var evidence = new ArrayList<String>();
    whole(Quantity.HOLDER_PREEMPTIONS)
        .ifPresent(
            h ->
                evidence.add(
                    String.format(
                        Locale.ROOT,
                        "while holding an LWLock: %.0f per second in A, %.0f in B",
                        h.a(),
                        h.b())));
    return Optional.of(
        new Finding(
            "preemptions",
            String.format(
                Locale.ROOT,
                "Per second, %.0f involuntary switches in A (%.0f inside the kernel), %.0f in B"
                    + " (%.0f inside the kernel).",
                user.get().a() + kernel.get().a(),
                kernel.get().a(),
                user.get().b() + kernel.get().b(),
                kernel.get().b()),
            evidence));
  }

  /// What is left for PostgreSQL itself.
  private Optional<Finding> postgres() {
    boolean disturbed =
        a.observer().disturbance() != Disturbance.SMALL
            || b.observer().disturbance() != Disturbance.SMALL;
    List<MetricDifference> locks =
        differences.stream()
            .filter(d -> d.id().kind() == SubjectKind.LOCK)
            .filter(d -> d.id().quantity() == Quantity.WAITERS && d.certain())
            .sorted((x, y) -> Double.compare(Math.abs(y.difference()), Math.abs(x.difference())))
            .limit(3)
            .toList();
    boolean any = differences.stream().anyMatch(d -> d.id().kind() == SubjectKind.LOCK);
    if (!any) {
      return Optional.of(
          new Finding(
              "locks-not-told",
              "Nothing can be said about locks: at least one of the recordings has no waits for"
                  + " them that could be compared.",
              List.of()));
    }
    if (locks.isEmpty()) {
      return Optional.of(
          new Finding(
              "locks-alike",
              "No single lock was waited for differently by more than chance.",
              List.of()));
    }
    return Optional.of(
        new Finding(
            "locks",
            "The locks of the program whose waits differ most are listed below."
                + (disturbed
                    ? " They were waited for under the recorder's disturbance: this is no evidence"
                        + " that PostgreSQL or the kernel does so without it. Record again with"
                        + " scheduler events only (perf sched record), or without a recorder,"
                        + " before blaming either."
                    : ""),
            locks.stream()
                .map(
                    d ->
                        String.format(
                            Locale.ROOT,
                            "%s: %.2f threads waiting in A, %.2f in B%s",
                            d.id().subject(),
                            d.a(),
                            d.b(),
                            burnt(d)))
                .toList()));
  }

  private String burnt(MetricDifference waiters) {
    var id = new MetricId(SubjectKind.LOCK, waiters.id().subject(), Quantity.WAITING_CPUS);
    return differences.stream()
        .filter(d -> d.id().equals(id))
        .map(
            d ->
                String.format(
                    Locale.ROOT,
                    "; they burn %.2f of %d CPUs in A, %.2f of %d in B",
                    d.a(),
                    a.cpus(),
                    d.b(),
                    b.cpus()))
        .findFirst()
        .orElse("");
  }

  private List<Finding> kernels() {
    if (a.release().equals(b.release()) && a.preemption().equals(b.preemption())) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    for (Side side : a.release().equals(b.release()) ? List.of(b) : List.of(a, b)) {
      KernelVersion.of(side.release())
          .filter(version -> version.atLeast(7, 0) && !side.arch().isEmpty())
          .ifPresent(
              version ->
                  findings.add(
                      new Finding(
                          "kernel-advice",
                          "What is true of Linux " + version + " on " + side.arch() + ":",
                          List.of(
                              KernelAdvisor.advise(KernelSwitch.PREEMPT_NONE, version, side.arch())
                                  .text(),
                              KernelAdvisor.advise(KernelSwitch.HRTICK, version, side.arch())
                                  .text(),
                              KernelAdvisor.advise(
                                      KernelSwitch.SLICE_EXTENSION, version, side.arch())
                                  .text()))));
    }
    return findings;
  }

  private static double perTransaction(Side side, long ns) {
    return side.transactions() > 0 ? (double) ns / side.transactions() : 0;
  }

  private Optional<MetricDifference> whole(Quantity quantity) {
    var id = new MetricId(SubjectKind.WHOLE, Measures.WHOLE, quantity);
    return differences.stream().filter(d -> d.id().equals(id)).findFirst();
  }

  private static String ratio(MetricDifference d) {
    return String.format(
        Locale.ROOT,
        "%.2f times as many, 95 %% interval %.2f to %.2f",
        d.ratio(),
        d.ratioLow(),
        d.ratioHigh());
  }
}
