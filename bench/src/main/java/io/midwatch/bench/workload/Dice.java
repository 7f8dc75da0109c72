package io.midwatch.bench.workload;

/**
 * Random numbers that are the same for the same seed on every machine and JDK: SplitMix64. Not
 * thread-safe.
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
 */
public final class Dice {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public Dice(long seed) {
    state = seed;
  }

  /** A seed of its own for part {@code index} of what {@code seed} stands for. */
  public static long seed(long seed, long index) {
    return mix(mix(seed) + GAMMA * (index + 1));
  }

  /** 64 bits spread over all values. */
  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long next() {
    state += GAMMA;
    return mix(state);
  }

  /** At least 0 and below {@code bound}. */
  public int below(int bound) {
    return (int) (((next() >>> 33) * bound) >>> 31);
  }

  /** At least 0 and below 1. */
  public double share() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  public boolean chance(double probability) {
    return share() < probability;
  }

  /** Log-normally distributed around {@code median}, most within a factor of four. */
  long spread(long median) {
    double normal = share() + share() + share() + share() - 2;
    return (long) (median * StrictMath.exp(1.2 * normal));
  }
}
