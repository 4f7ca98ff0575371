package dev.corelane.desktop.session;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.importers.ImportOptions;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.view.Bookmark;
import dev.corelane.trace.task.TaskCancelledException;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One window: what is open in it, what is being opened, and what it has to say. While something is
/// being opened, what was open before stays and can be used.
///
/// All methods are called on the UI thread.
public final class WindowModel {
  /// Bytes from which on the user is asked what is wanted: about the largest recording that opens
  /// within ten seconds.
  static final long LARGE = 2_000_000_000L;

  private final AppModel app;
  private final Threads threads;
  private final ReadOnlyObjectWrapper<@Nullable TraceModel> trace = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ImportProgress> importing =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable OpenChoices> choosing =
      new ReadOnlyObjectWrapper<>();
  private @Nullable ImportJob job;
  private boolean closed;

  /// @param app what all windows share
  /// @param threads where work runs
  public WindowModel(AppModel app, Threads threads) {
    this.app = app;
    this.threads = threads;
  }

  /// @return what all windows share
  public AppModel app() {
    return app;
  }

  /// @return the open trace, null while there is none
  public ReadOnlyObjectProperty<@Nullable TraceModel> trace() {
    return trace.getReadOnlyProperty();
  }

  /// @return the import that runs, null when none does
  public ReadOnlyObjectProperty<@Nullable ImportProgress> importing() {
    return importing.getReadOnlyProperty();
  }

  /// @return the sentence that is shown, null when there is none
  public ReadOnlyObjectProperty<@Nullable Notice> notice() {
    return notice.getReadOnlyProperty();
  }

  /// @return what is being chosen before something is opened, null while nothing is
  public ReadOnlyObjectProperty<@Nullable OpenChoices> choosing() {
    return choosing.getReadOnlyProperty();
  }

  /// Opens files of one incident; if they are so large that it will take long, lets the user choose
  /// first what of them is wanted.
  ///
  /// @param paths at least one
  public void openOrChoose(List<Path> paths) {
    threads
        .background()
        .execute(
            () -> {
              boolean large = FileSizes.atLeast(paths, LARGE);
              threads
                  .ui()
                  .execute(
                      () -> {
                        if (closed) {
                          return;
                        }
                        if (large) {
                          choose(paths);
                        } else {
                          open(new OpenRequest.Files(paths));
                        }
                      });
            });
  }

  /// Lets the user choose what of some files is wanted.
  ///
  /// @param paths at least one
  public void choose(List<Path> paths) {
    endChoosing();
    OpenChoices choices = new OpenChoices(paths, app.reader(), threads);
    choosing.set(choices);
    choices.start();
  }

  /// Opens what was chosen.
  public void openChosen() {
    OpenChoices choices = choosing.get();
    if (choices != null && choices.complaint().get().isEmpty()) {
      OpenRequest.Files request = choices.request();
      endChoosing();
      open(request);
    }
  }

  /// Ends choosing; nothing is opened.
  public void endChoosing() {
    OpenChoices choices = choosing.get();
    if (choices != null) {
      choices.end();
      choosing.set(null);
    }
  }

  /// Starts to open something; an import that still runs is cancelled.
  ///
  /// @param request what
  public void open(OpenRequest request) {
    cancelImport();
    notice.set(null);
    ImportJob mine = new ImportJob(request.title(), threads, this::progress);
    job = mine;
    importing.set(mine.newest());
    threads.background().execute(() -> read(request, mine));
  }

  /// Asks the running import to stop. The window is free at once; the import ends when it notices.
  public void cancelImport() {
    if (job != null) {
      job.cancel();
      job = null;
      importing.set(null);
    }
  }

  /// Says something.
  ///
  /// @param newNotice what
  public void tell(Notice newNotice) {
    notice.set(newNotice);
  }

  /// Takes the notice away.
  public void dismissNotice() {
    notice.set(null);
  }

  /// Closes the trace and goes back to the start page.
  public void closeTrace() {
    replace(null);
  }

  /// Ends everything; the model is not used any more.
  public void close() {
    closed = true;
    cancelImport();
    endChoosing();
    replace(null);
  }

  private void progress(ImportJob of, ImportProgress progress) {
    if (job == of) {
      importing.set(progress);
    }
  }

  private void read(OpenRequest request, ImportJob mine) {
    try {
      mine.checkCancelled();
      List<Path> files = RequestedFiles.of(request, app.samples());
      Timeline timeline = app.reader().read(files, options(request), mine);
      TraceDigest digest = digest(timeline, mine);
      WaitEventLibrary knowledge = WaitEventLibrary.load();
      Optional<String> key = BookmarkStore.key(timeline);
      List<Bookmark> kept = key.map(app.bookmarks()::load).orElse(List.of());
      var origin = new OpenRequest.Files(files, options(request));
      threads
          .ui()
          .execute(
              () -> {
                var trace = new SharedTrace(request.title(), digest, Optional.of(origin));
                opened(request, trace, knowledge, mine).ifPresent(t -> keepBookmarks(t, key, kept));
              });
    } catch (TaskCancelledException e) {
      threads.ui().execute(() -> failed(mine, null));
    } catch (IOException e) {
      failedToRead(request, mine, RequestedFiles.failure(request.title(), e));
    } catch (OutOfMemoryError e) {
      String text =
          "There is not enough memory to open " + request.title() + "; close other windows first.";
      threads.ui().execute(() -> failed(mine, text));
    } catch (RuntimeException e) {
      System.getLogger(WindowModel.class.getName())
          .log(System.Logger.Level.ERROR, "unexpected failure while opening", e);
      String text = request.title() + " could not be opened because of a fault in Corelane.";
      threads.ui().execute(() -> failed(mine, text));
    }
  }

  private void failedToRead(OpenRequest request, ImportJob mine, String text) {
    boolean gone =
        request instanceof OpenRequest.Files files
            && files.paths().stream().noneMatch(Files::exists);
    threads
        .ui()
        .execute(
            () -> {
              if (gone && job == mine && request instanceof OpenRequest.Files files) {
                app.forget(files.paths());
              }
              failed(mine, text);
            });
  }

  private static TraceDigest digest(Timeline timeline, ImportJob mine) {
    try {
      mine.progress(0, -1, "Summarising");
      mine.checkCancelled();
      TraceDigest digest = TraceDigest.of(timeline);
      digest.facts().prepare();
      return digest;
    } catch (RuntimeException | Error e) {
      timeline.close();
      throw e;
    }
  }

  private static ImportOptions options(OpenRequest request) {
    return switch (request) {
      case OpenRequest.Files files -> files.options();
      case OpenRequest.OfSample sample -> ImportOptions.ALL;
    };
  }

  private Optional<TraceModel> opened(
      OpenRequest request, SharedTrace shared, WaitEventLibrary knowledge, ImportJob mine) {
    if (job != mine || closed) {
      threads.background().execute(shared::release);
      return Optional.empty();
    }
    job = null;
    importing.set(null);
    if (request instanceof OpenRequest.Files files) {
      app.opened(files.paths());
    }
    TraceModel opened = new TraceModel(shared, threads.nanoTime(), knowledge);
    replace(opened);
    ProblemSummary.notice(opened).ifPresent(notice::set);
    return Optional.of(opened);
  }

  private void keepBookmarks(TraceModel opened, Optional<String> key, List<Bookmark> kept) {
    opened.bookmarks().restore(kept);
    key.ifPresent(k -> opened.bookmarks().all().subscribe((before, now) -> app.keep(k, now)));
  }

  private void failed(ImportJob mine, @Nullable String text) {
    if (job != mine || closed) {
      return;
    }
    job = null;
    importing.set(null);
    if (text != null) {
      notice.set(new Notice(Notice.Kind.ERROR, text));
    }
  }

  private void replace(@Nullable TraceModel next) {
    TraceModel before = trace.get();
    trace.set(next);
    if (before != null) {
      // Giving back a large mapping takes as long as reading a file.
      threads.background().execute(before::close);
    }
  }
}
