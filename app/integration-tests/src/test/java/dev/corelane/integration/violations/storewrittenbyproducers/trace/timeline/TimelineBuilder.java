package dev.corelane.integration.violations.storewrittenbyproducers.trace.timeline;

public final class TimelineBuilder {}
