package dev.corelane.cli.report;

import dev.corelane.analysis.comparison.Comparison;
import dev.corelane.analysis.comparison.Finding;
import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.comparison.Side;
import dev.corelane.analysis.comparison.Unmatched;
import dev.corelane.analysis.observer.ObserverEffect;
import dev.corelane.analysis.observer.ObserverWarning;
import java.util.Locale;

/// Two recordings beside each other: what `compare --json` prints.
final class CompareJson {
  private CompareJson() {}

  static void write(JsonReport json, String nameA, String nameB, Comparison comparison) {
    json.object(
        () -> {
          json.object("a", () -> side(json, nameA, comparison.a()));
          json.object("b", () -> side(json, nameB, comparison.b()));
          json.array("findings", comparison.findings(), finding -> finding(json, finding));
          json.array("differences", comparison.differences(), d -> difference(json, d));
          json.field("tooFew", comparison.tooFew());
          json.array("notRecorded", comparison.notRecorded(), what -> json.field("text", what));
          json.array("unmatched", comparison.unmatched(), u -> unmatched(json, u));
        });
  }

  private static void side(JsonReport json, String name, Side side) {
    json.field("name", name);
    json.field("release", side.release().isEmpty() ? null : side.release());
    json.field("preemption", side.preemption().isEmpty() ? null : side.preemption());
    json.field("durationNs", side.durationNs());
    json.field("cpus", side.cpus());
    json.field("transactions", side.transactions());
    json.object("observer", () -> observer(json, side.observer()));
  }

  private static void observer(JsonReport json, ObserverEffect effect) {
    json.field("disturbance", name(effect.disturbance()));
    json.number("eventsPerCpuSecond", effect.load().eventsPerCpuSecond());
    json.field("probeHits", effect.load().hits());
    json.number("probeHitsPerBusySecond", effect.load().hitsPerBusySecond());
    json.field("probeHitsWhileHolding", effect.load().hitsWhileHolding());
    json.field("leastHitGapNs", effect.load().leastGapNs());
    json.field("recorderLocks", effect.locks().locks().size());
    json.field("recorderWaits", effect.locks().waits());
    json.field("recorderWaitNs", effect.locks().waitNs());
    json.field("holdNs", effect.locks().holdNs());
    json.field("holdInRecorderNs", effect.locks().holdWaitNs());
    json.field("spinWaitNs", effect.locks().spinWaitNs());
    json.field("spinWaitBehindRecorderNs", effect.locks().spinWaitBehindNs());
    json.field("addedUserPreemptions", effect.preemptions().userAdded());
    json.field("addedKernelPreemptions", effect.preemptions().kernelAdded());
    boolean known = !effect.comparable().isEmpty();
    json.number("leastLoss", known ? effect.leastLoss() : Double.NaN);
    json.number("greatestLoss", known ? effect.greatestLoss() : Double.NaN);
    json.array("warnings", ObserverWarning.of(effect), sentence -> json.field("text", sentence));
  }

  private static void finding(JsonReport json, Finding finding) {
    json.field("id", finding.id());
    json.field("text", finding.text());
    json.array("evidence", finding.evidence(), evidence -> json.field("text", evidence));
  }

  private static void difference(JsonReport json, MetricDifference d) {
    json.field("kind", name(d.id().kind()));
    json.field("subject", d.id().subject());
    json.field("quantity", name(d.id().quantity()));
    json.field("unit", name(d.id().quantity().unit()));
    json.number("a", d.a());
    json.number("b", d.b());
    json.number("difference", d.difference());
    json.number("differenceLow", d.differenceLow());
    json.number("differenceHigh", d.differenceHigh());
    json.number("ratio", d.ratio());
    json.number("ratioLow", d.ratioLow());
    json.number("ratioHigh", d.ratioHigh());
    json.field("countA", d.countA());
    json.field("countB", d.countB());
    json.number("probability", d.probability());
    json.field("certain", d.certain());
  }

  private static void unmatched(JsonReport json, Unmatched unmatched) {
    json.field("kind", name(unmatched.kind()));
    json.field("subject", unmatched.subject());
    json.field("only", unmatched.inFirst() ? "a" : "b");
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
