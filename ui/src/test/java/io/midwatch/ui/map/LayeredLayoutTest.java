package io.midwatch.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.map.LayeredLayout.Placed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayeredLayoutTest {
  private static final BitSet NONE = new BitSet();

  @Test
  void callersStandLeftOfWhatTheyCall() {
    Placed placed = LayeredLayout.of(4, edges(0, 1, 1, 2, 0, 3), NONE);

    assertThat(placed.columns()).hasSize(3);
    assertThat(placed.columns().get(0)).containsExactly(0);
    assertThat(placed.columns().get(1)).containsExactlyInAnyOrder(1, 3);
    assertThat(placed.columns().get(2)).containsExactly(2);
  }

  @Test
  void anEdgeOverSeveralColumnsHasAPlaceInEach() {
    Placed placed = LayeredLayout.of(3, edges(0, 1, 1, 2, 0, 2), NONE);

    assertThat(placed.ways().get(2)).hasSize(3).startsWith(0).endsWith(2);
    int passing = placed.ways().get(2).get(1);
    assertThat(passing).isGreaterThanOrEqualTo(3);
    assertThat(placed.columns().get(1)).containsExactlyInAnyOrder(1, passing);
  }

  @Test
  void aCycleIsCutAndItsEdgeGoesBack() {
    Placed placed = LayeredLayout.of(3, edges(0, 1, 1, 2, 2, 0), NONE);

    assertThat(placed.columns()).hasSize(3);
    assertThat(placed.ways().get(0)).containsExactly(0, 1);
    assertThat(placed.ways().get(2)).startsWith(0).endsWith(2);
  }

  @Test
  void whatOnlyAnswersStandsInTheLastColumn() {
    BitSet database = new BitSet();
    database.set(2);

    Placed placed = LayeredLayout.of(4, edges(0, 2, 0, 1, 1, 3), database);

    assertThat(placed.columns().getLast()).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void edgesThatNeedNotCrossDoNot() {
    // 0 and 1 call in the opposite order of the numbers.
    Placed placed = LayeredLayout.of(4, edges(0, 3, 1, 2), NONE);

    List<Integer> left = placed.columns().get(0);
    List<Integer> right = placed.columns().get(1);
    assertThat(left.indexOf(0) < left.indexOf(1)).isEqualTo(right.indexOf(3) < right.indexOf(2));
  }

  @Test
  void everyNodeOfAnyGraphHasOnePlaceAndEveryEdgeLeadsRight() {
    Random random = new Random(11);
    List<int[]> edges = new ArrayList<>();
    while (edges.size() < 120) {
      int from = random.nextInt(60);
      int to = random.nextInt(60);
      if (from != to) {
        edges.add(new int[] {from, to});
      }
    }

    Placed placed = LayeredLayout.of(60, edges, NONE);

    List<Integer> all = placed.columns().stream().flatMap(List::stream).toList();
    assertThat(all).doesNotHaveDuplicates();
    for (int node = 0; node < 60; node++) {
      assertThat(all).contains(node);
    }
    for (List<Integer> way : placed.ways()) {
      for (int i = 1; i < way.size(); i++) {
        assertThat(column(placed, way.get(i))).isEqualTo(column(placed, way.get(i - 1)) + 1);
      }
    }
  }

  @Test
  void nothingHasNoColumns() {
    assertThat(LayeredLayout.of(0, List.of(), NONE).columns()).isEmpty();
  }

  private static int column(Placed placed, int place) {
    for (int i = 0; i < placed.columns().size(); i++) {
      if (placed.columns().get(i).contains(place)) {
        return i;
      }
    }
    return -1;
  }

  private static List<int[]> edges(int... ends) {
    List<int[]> edges = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      edges.add(new int[] {ends[i], ends[i + 1]});
    }
    return edges;
  }
}
