package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.timeline.TimelineView;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/// What stands below the timelines of a comparison.
final class LowerPane extends TabPane {
  private final DifferencePane differences;
  private final SummaryPane summary;
  private final DistributionPane distributions;

  LowerPane(CompareModel model, TimelineView.Setting setting) {
    setId("compare-tabs");
    getStyleClass().add("compare-tabs");
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setMinHeight(120);
    differences = new DifferencePane(model);
    summary = new SummaryPane(model.differences());
    distributions = new DistributionPane(model.distributions(), setting);
    Tab counted = tab("Distributions", distributions);
    counted.selectedProperty().subscribe(model.distributions()::see);
    getTabs().addAll(tab("Differences", differences), tab("Summary", summary), counted);
  }

  private static Tab tab(String title, Node content) {
    Tab tab = new Tab(title, content);
    tab.setId("tab-" + title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
    return tab;
  }

  void dispose() {
    differences.dispose();
    summary.dispose();
    distributions.dispose();
  }
}
