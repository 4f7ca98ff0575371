package dev.corelane.integration.violations.nopackagecycles.render.time;

public final class Clock {}
