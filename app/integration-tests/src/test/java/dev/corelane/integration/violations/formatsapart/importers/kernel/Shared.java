package dev.corelane.integration.violations.formatsapart.importers.kernel;

public final class Shared {}
