package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.desktop.session.AppModel;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.RequestedFiles;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.Threads;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.task.TaskCancelledException;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Opens the sides of a comparison one after the other in the background. Whatever happens, each
/// share of a trace is either handed over or given back.
final class SideOpening implements Runnable, ProgressMonitor {
  private final AppModel app;
  private final Threads threads;
  private final List<CompareSource> sources;
  private final Consumer<CompareSession.Phase.Opening> listener;
  private final BiConsumer<List<ComparedPart>, WaitEventLibrary> done;
  private final Consumer<String> failed;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean cancelled;
  private volatile CompareSession.Phase.Opening newest =
      new CompareSession.Phase.Opening("Opening", -1);
  private volatile String current = "";

  /// Takes shares of what is open.
  SideOpening(
      AppModel app,
      Threads threads,
      List<CompareSource> sources,
      Consumer<CompareSession.Phase.Opening> listener,
      BiConsumer<List<ComparedPart>, WaitEventLibrary> done,
      Consumer<String> failed) {
    this.app = app;
    this.threads = threads;
    this.sources = List.copyOf(sources);
    this.listener = listener;
    this.done = done;
    this.failed = failed;
    for (CompareSource source : sources) {
      if (source instanceof CompareSource.Open(ComparedPart part)) {
        part.trace().share();
      }
    }
  }

  List<CompareSource> sources() {
    return sources;
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public void progress(long units, long total, String what) {
    double fraction = total > 0 ? Math.clamp((double) units / total, 0, 1) : -1;
    newest = new CompareSession.Phase.Opening("Opening " + current, fraction);
    if (told.compareAndSet(false, true)) {
      threads
          .ui()
          .execute(
              () -> {
                told.set(false);
                listener.accept(newest);
              });
    }
  }

  @Override
  public void run() {
    List<ComparedPart> parts = new ArrayList<>();
    boolean handedOver = false;
    try {
      for (CompareSource source : sources) {
        parts.add(open(source));
      }
      for (ComparedPart part : parts) {
        checkCancelled();
        part.trace().digest().facts().prepare();
      }
      WaitEventLibrary knowledge = WaitEventLibrary.load();
      List<ComparedPart> all = List.copyOf(parts);
      handedOver = true;
      threads.ui().execute(() -> done.accept(all, knowledge));
    } catch (TaskCancelledException e) {
      // Nobody waits for it any more.
    } catch (IOException e) {
      fail(RequestedFiles.failure(current, e));
    } catch (OutOfMemoryError e) {
      fail("There is not enough memory to open " + current + "; close other windows first.");
    } catch (RuntimeException e) {
      System.getLogger(SideOpening.class.getName())
          .log(System.Logger.Level.ERROR, "unexpected failure while opening", e);
      fail(current + " could not be opened because of a fault in Corelane.");
    } finally {
      if (!handedOver) {
        giveBack(parts);
      }
    }
  }

  private ComparedPart open(CompareSource source) throws IOException {
    current = source.title();
    progress(0, -1, "");
    return switch (source) {
      case CompareSource.Open(ComparedPart part) -> part;
      case CompareSource.ToOpen(OpenRequest request) -> {
        checkCancelled();
        Timeline timeline = app.reader().read(RequestedFiles.of(request, app.samples()), this);
        yield ComparedPart.all(new SharedTrace(request.title(), digest(timeline)));
      }
    };
  }

  private static TraceDigest digest(Timeline timeline) {
    try {
      return TraceDigest.of(timeline);
    } catch (RuntimeException | Error e) {
      timeline.close();
      throw e;
    }
  }

  /// Gives back what was opened, and the shares of what was open before.
  private void giveBack(List<ComparedPart> parts) {
    parts.forEach(part -> part.trace().release());
    for (CompareSource source : sources.subList(parts.size(), sources.size())) {
      if (source instanceof CompareSource.Open(ComparedPart part)) {
        part.trace().release();
      }
    }
  }

  private void fail(String text) {
    threads.ui().execute(() -> failed.accept(text));
  }
}
