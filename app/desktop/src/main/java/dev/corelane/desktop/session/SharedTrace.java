package dev.corelane.desktop.session;

import dev.corelane.render.digest.TraceDigest;
import java.util.Optional;

/// A timeline that several windows may look at. Whoever makes one or asks for a [#share()] uses it
/// and has to give it back by [#release()]; the last one that does closes the timeline. May be used
/// by any thread.
public final class SharedTrace {
  private final String title;
  private final TraceDigest digest;
  private final Optional<OpenRequest.Files> origin;
  private int users = 1;

  /// The caller is the first user.
  ///
  /// @param title what a title bar calls it
  /// @param digest the timeline in numbers
  public SharedTrace(String title, TraceDigest digest) {
    this(title, digest, Optional.empty());
  }

  /// The caller is the first user.
  ///
  /// @param title what a title bar calls it
  /// @param digest the timeline in numbers
  /// @param origin the files it was made from; empty if it was made otherwise
  public SharedTrace(String title, TraceDigest digest, Optional<OpenRequest.Files> origin) {
    this.title = title;
    this.digest = digest;
    this.origin = origin;
  }

  /// @return the files it was made from; empty if it was made otherwise
  public Optional<OpenRequest.Files> origin() {
    return origin;
  }

  /// @return what a title bar calls it
  public String title() {
    return title;
  }

  /// @return the timeline in numbers
  public TraceDigest digest() {
    return digest;
  }

  /// Takes one more user.
  ///
  /// @return this
  /// @throws IllegalStateException if nobody uses it any more
  public synchronized SharedTrace share() {
    if (users == 0) {
      throw new IllegalStateException(title + " is closed");
    }
    users++;
    return this;
  }

  /// Ends one use. Takes as long as reading a file when it was the last one.
  ///
  /// @throws IllegalStateException if nobody uses it any more
  public void release() {
    synchronized (this) {
      if (users == 0) {
        throw new IllegalStateException(title + " is closed");
      }
      users--;
      if (users > 0) {
        return;
      }
    }
    digest.timeline().close();
  }
}
