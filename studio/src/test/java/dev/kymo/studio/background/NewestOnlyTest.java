package dev.kymo.studio.background;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class NewestOnlyTest {

  private final Deque<Runnable> queued = new ArrayDeque<>();
  private final List<String> answers = new ArrayList<>();

  @Test
  void whatIsOvertakenIsDropped() {
    List<Integer> worked = new ArrayList<>();
    NewestOnly<Integer, String> newest =
        new NewestOnly<>(
            question -> {
              worked.add(question);
              return "answer " + question;
            },
            queued::add,
            Runnable::run,
            answers::add);
    newest.ask(1);
    newest.ask(2);
    newest.ask(3);
    assertEquals(1, queued.size(), "one at a time");
    queued.remove().run();
    newest.ask(4);
    queued.remove().run();
    assertEquals(List.of(3, 4), worked);
    assertEquals(List.of("answer 3", "answer 4"), answers);
  }

  @Test
  void whatIsAskedMeanwhileIsAnsweredNext() {
    List<NewestOnly<Integer, Integer>> self = new ArrayList<>();
    List<Integer> worked = new ArrayList<>();
    self.add(
        new NewestOnly<>(
            question -> {
              if (question < 3) {
                self.get(0).ask(question + 1);
              }
              return question;
            },
            Runnable::run,
            Runnable::run,
            worked::add));
    self.get(0).ask(1);
    assertEquals(List.of(1, 2, 3), worked);
  }

  @Test
  void aClosedWindowAnswersNothing() {
    NewestOnly<Integer, Integer> newest =
        new NewestOnly<>(
            question -> question,
            work -> {
              throw new RejectedExecutionException("closed");
            },
            Runnable::run,
            answer -> answers.add("never"));
    newest.ask(1);
    newest.ask(2);
    assertEquals(List.of(), answers);
  }
}
