package io.midwatch.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownRowsTest {
  private static final Map<String, Comparator<String>> ORDERS =
      Map.of("name", Comparator.naturalOrder());

  @Test
  void findsPartsOfNamesInAnyCaseAndOrdersAsAsked() {
    ShownRows<String> shown = shown(List.of("Kestrel", "northwind", "kes-2"), "KES", "name", null);

    assertThat(shown.rows()).containsExactly("Kestrel", "kes-2");
    assertThat(shown.total()).isEqualTo(3);
    assertThat(shown.cut()).isFalse();
  }

  @Test
  void showsSixtyAndOffersTheRest() {
    List<String> all = IntStream.range(0, 150).mapToObj(i -> "tenant-" + i).toList();

    ShownRows<String> first = shown(all, null, "nonsense", null);

    assertThat(first.rows()).hasSize(60).startsWith("tenant-0", "tenant-1");
    assertThat(first.sort()).isEmpty();
    assertThat(first.more()).isEqualTo(120);
    assertThat(shown(all, null, null, "120").rows()).hasSize(120);
    assertThat(shown(all, null, null, "many").rows()).hasSize(60);
    assertThat(shown(all, null, null, "0").rows()).hasSize(1);
  }

  private static ShownRows<String> shown(
      List<String> all, @Nullable String q, @Nullable String sort, @Nullable String rows) {
    return ShownRows.of(all, new ListForm(q, sort, rows), Function.identity(), ORDERS);
  }
}
