/// Reads traces into timelines. One entry point: [dev.corelane.importers.Importers].
@org.jspecify.annotations.NullMarked
module dev.corelane.importers {
  requires static transitive org.jspecify;
  requires transitive dev.corelane.trace;
  requires com.github.luben.zstd_jni;
  requires org.apache.commons.compress;
  requires org.apache.commons.csv;
  requires org.agrona;
  requires tools.jackson.core;

  exports dev.corelane.importers;

  uses dev.corelane.importers.TraceImporter;

  provides dev.corelane.importers.TraceImporter with
      dev.corelane.importers.chrome.ChromeImporter,
      dev.corelane.importers.ftrace.RawPagesImporter,
      dev.corelane.importers.ftrace.TraceDatImporter,
      dev.corelane.importers.ftracetext.FtraceTextImporter,
      dev.corelane.importers.perf.PerfDataImporter,
      dev.corelane.importers.perftext.PerfTextImporter,
      dev.corelane.importers.postgres.ActivityImporter,
      dev.corelane.importers.postgres.BackendListImporter,
      dev.corelane.importers.postgres.CsvLogImporter,
      dev.corelane.importers.postgres.JsonLogImporter,
      dev.corelane.importers.postgres.LockSamplesImporter,
      dev.corelane.importers.postgres.PageItemsImporter,
      dev.corelane.importers.postgres.PgbenchAggregateImporter,
      dev.corelane.importers.postgres.PgbenchLogImporter,
      dev.corelane.importers.postgres.PgbenchReportImporter,
      dev.corelane.importers.postgres.SessionHistoryImporter,
      dev.corelane.importers.postgres.StderrLogImporter,
      dev.corelane.importers.postgres.WaitHistoryImporter,
      dev.corelane.importers.postgres.WaitProfileImporter,
      dev.corelane.importers.rtapp.RtAppImporter,
      dev.corelane.importers.simulator.SimulatorImporter;
}
