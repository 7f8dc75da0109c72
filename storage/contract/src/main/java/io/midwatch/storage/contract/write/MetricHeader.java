package io.midwatch.storage.contract.write;

import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;

/** What the following points have in common. Mutable and reused; read it during the call only. */
public final class MetricHeader {
  public MetricType type = MetricType.GAUGE;
  public Temporality temporality = Temporality.UNSPECIFIED;
  public boolean monotonic;
  public final ByteSlice name = new ByteSlice();
  public final ByteSlice description = new ByteSlice();
  public final ByteSlice unit = new ByteSlice();

  /** Back to an unnamed gauge. */
  public void clear() {
    type = MetricType.GAUGE;
    temporality = Temporality.UNSPECIFIED;
    monotonic = false;
    name.clear();
    description.clear();
    unit.clear();
  }
}
