package dev.corelane.replay.sampled;

/// How often a lock is taken, from how many wait for it: the closed queue of one server and a fixed
/// number of customers (the machine repairman's, M/M/1//N). Samples show who waits, not who takes a
/// lock that is free.
final class RepairQueue {
  private static final int HALVINGS = 60;

  private final int customers;
  private final double holdNs;

  /// @param customers how many threads take the lock, at least 1
  /// @param holdNs how long one has it, above 0
  RepairQueue(int customers, double holdNs) {
    this.customers = customers;
    this.holdNs = holdNs;
  }

  /// @param waiting how many wait in the mean, without the one that has it
  /// @return acquisitions of all customers per ns
  double acquisitions(double waiting) {
    double low = Math.log(1e-9);
    double high = Math.log(1e6);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (solve(Math.exp(middle))[0] < waiting) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return solve(Math.exp((low + high) / 2))[1] / holdNs;
  }

  /// @param load holds per time between two acquisitions of one customer
  /// @return mean number that waits, and share of time in which somebody has it
  private double[] solve(double load) {
    double[] chance = new double[customers + 1];
    chance[0] = 1;
    double sum = 1;
    for (int n = 1; n <= customers; n++) {
      chance[n] = chance[n - 1] * (customers - n + 1) * load;
      if (chance[n] > 1e200) {
        for (int k = 0; k <= n; k++) {
          chance[k] /= 1e200;
        }
        sum /= 1e200;
      }
      sum += chance[n];
    }
    double waiting = 0;
    for (int n = 2; n <= customers; n++) {
      waiting += (n - 1) * chance[n] / sum;
    }
    return new double[] {waiting, 1 - chance[0] / sum};
  }
}
