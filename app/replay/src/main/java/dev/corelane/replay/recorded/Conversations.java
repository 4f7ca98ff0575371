package dev.corelane.replay.recorded;

import dev.corelane.replay.extract.Action;
import dev.corelane.replay.extract.ThreadProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which threads answer others in a loop. A thread asks another one if the other is its main waker
/// (more of its wake-ups than all others together) and it wakes that one, too. Who is asked by two
/// or more, and asks nobody itself, answers in a loop.
///
/// The wake-up with which a thread begins answers nothing: a shell that starts one process after
/// the other, each of which wakes it when it ends, is no loop, and starts none before its time.
final class Conversations {
  private final List<Mail> mails = new ArrayList<>();
  private final List<Answers> answers = new ArrayList<>();

  Conversations(List<ThreadProgram> programs, Cast cast) {
    int threads = programs.size();
    List<Map<Integer, Integer>> wakes = new ArrayList<>();
    for (ThreadProgram program : programs) {
      Map<Integer, Integer> to = new HashMap<>();
      for (int i = 0; i < program.size(); i++) {
        if (program.action(i) == Action.WAKE) {
          to.merge(cast.thread(program.target(i)), 1, Integer::sum);
        }
      }
      wakes.add(to);
      mails.add(new Mail());
      answers.add(new Answers());
    }
    int[] asks = asks(wakes, starters(programs, cast));
    for (int i = 0; i < threads; i++) {
      int to = asks[i];
      if (to >= 0 && asks[to] < 0) {
        answers.get(to).add(i, wakes.get(to).get(i));
      }
    }
  }

  /// @return of each thread who wakes it before it has done anything, -1 nobody
  private static int[] starters(List<ThreadProgram> programs, Cast cast) {
    int[] starters = new int[programs.size()];
    for (int i = 0; i < starters.length; i++) {
      ThreadProgram program = programs.get(i);
      boolean woken =
          program.size() > 0 && program.action(0) == Action.BLOCK && program.target(0) >= 0;
      starters[i] = woken ? cast.thread(program.target(0)) : -1;
    }
    return starters;
  }

  /// @return of each thread whom it asks, -1 nobody
  private static int[] asks(List<Map<Integer, Integer>> wakes, int[] starters) {
    int threads = wakes.size();
    int[] all = new int[threads];
    int[] most = new int[threads];
    int[] main = new int[threads];
    for (int waker = 0; waker < threads; waker++) {
      for (Map.Entry<Integer, Integer> woken : wakes.get(waker).entrySet()) {
        int thread = woken.getKey();
        int times = woken.getValue() - (starters[thread] == waker ? 1 : 0);
        all[thread] += times;
        if (times > most[thread]) {
          most[thread] = times;
          main[thread] = waker;
        }
      }
    }
    for (int thread = 0; thread < threads; thread++) {
      boolean asks = 2 * most[thread] > all[thread] && wakes.get(thread).containsKey(main[thread]);
      main[thread] = asks ? main[thread] : -1;
    }
    return main;
  }

  Mail mail(int thread) {
    return mails.get(thread);
  }

  /// @return the answers of a thread
  Answers of(int thread) {
    return answers.get(thread);
  }

  /// @return whether one thread asks and the other one answers it in a loop
  boolean asks(int thread, int other) {
    Answers loop = answers.get(other);
    return loop.askers() > 1 && loop.has(thread);
  }
}
