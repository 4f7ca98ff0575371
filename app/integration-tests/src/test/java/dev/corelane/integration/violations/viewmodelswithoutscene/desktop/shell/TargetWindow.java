package dev.corelane.integration.violations.viewmodelswithoutscene.desktop.shell;

public final class TargetWindow {}
