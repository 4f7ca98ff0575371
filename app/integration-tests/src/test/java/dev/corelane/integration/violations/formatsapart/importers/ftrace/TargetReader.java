package dev.corelane.integration.violations.formatsapart.importers.ftrace;

public final class TargetReader {}
