package dev.corelane.desktop.session;

import dev.corelane.render.layout.Lane;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.LanePlan;

/// What a click does.
final class Clicks {
  private final TimelineModel model;
  private final LanePlan plan;
  private final SlicePicker picker;
  private final FactPicker factPicker;

  Clicks(TimelineModel model, LanePlan plan) {
    this.model = model;
    this.plan = plan;
    picker = new SlicePicker(model.digest().timeline());
    factPicker = new FactPicker(model.digest());
  }

  /// Selects, opens or closes what stands at a point.
  void at(Hit hit) {
    switch (hit) {
      case Hit.Slice slice -> model.select(picker.pick(slice, model.scale()));
      case Hit.SwitchMark mark -> model.select(new SliceRef(mark.cpu(), mark.slice()));
      case Hit.Header header -> clickHeader(header.lane());
      case Hit other ->
          factPicker
              .pick(other, model.scale())
              .ifPresentOrElse(model::select, model::clearSelection);
    }
  }

  private void clickHeader(Lane lane) {
    switch (lane) {
      case Lane.GroupHeading heading when heading.summary() == Lane.Summary.NONE -> {}
      case Lane.GroupHeading heading -> model.choose(model.choice().toggled(heading.id()));
      case Lane.More more -> model.choose(plan.more(model.choice(), more));
      case Lane.SessionsLane sessions -> model.clearSelection();
      case Lane.SpansLane spans -> model.clearSelection();
      case Lane.CounterLane counter -> model.clearSelection();
      case Lane.MarksLane marks -> model.clearSelection();
      case Lane.LockLane lock -> model.select(new Target.LockRef(lock.lock()));
      case Lane.Core core -> model.clearSelection();
      case Lane.ThreadLane thread -> model.select(stateInTheMiddle(thread.task()));
    }
  }

  /// What a thread does in the middle of the visible time.
  Target stateInTheMiddle(int task) {
    long middle = model.scale().nearestNs(model.scale().width() / 2);
    return new Target.StateRef(task, model.digest().timeline().states(task).at(middle));
  }
}
