package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandBackTest {

    private static final ClaimOutcome OUTCOME = new ClaimOutcome.Deferred();

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final List<String> heard = new ArrayList<>(); // on the loop

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLoopTellsSomeAtATimeAndServesItsConnectionsInBetween() throws Exception {
        AtomicInteger toldAtOnce = new AtomicInteger();
        List<String> heardByThen = await(told -> {
            HandBack handBack = new HandBack();
            for (int member = 0; member < 500; member++) {
                handBack.add(waiting("m-" + member, last -> told.complete(heard)), OUTCOME);
            }
            handBack.send();
            hop(10, () -> toldAtOnce.set(heard.size())); // all tasks there are, before the loop looks at its sockets
        });

        assertThat(toldAtOnce.get()).isBetween(1, 200);
        assertThat(heardByThen)
                .containsExactlyElementsOf(IntStream.range(0, 500)
                        .mapToObj(member -> "m-" + member)
                        .toList());
    }

    @Test
    void whoeverFailsOnHearingItFailsAlone() throws Exception {
        List<String> heardByThen = await(told -> {
            HandBack handBack = new HandBack();
            Waiting failing = waiting("fails");
            failing.answer().future().onSuccess(outcome -> {
                throw new IllegalStateException("cannot hear it");
            });
            handBack.add(failing, OUTCOME);
            handBack.add(waiting("next"), OUTCOME);
            handBack.send();
            loop.runOnContext(end -> told.complete(heard));
        });

        assertThat(heardByThen).containsExactly("fails", "next");
    }

    private List<String> await(Consumer<CompletableFuture<List<String>>> onTheLoop) throws Exception {
        CompletableFuture<List<String>> told = new CompletableFuture<>();
        loop.runOnContext(start -> onTheLoop.accept(told));
        return told.get(10, TimeUnit.SECONDS);
    }

    private void hop(int times, Runnable then) {
        loop.runOnContext(hopped -> {
            if (times == 1) {
                then.run();
            } else {
                hop(times - 1, then);
            }
        });
    }

    private Waiting waiting(String member) {
        return waiting(member, heard -> {});
    }

    private Waiting waiting(String member, Consumer<String> whenAllHaveHeard) {
        Promise<ClaimOutcome> answer = Promise.promise();
        answer.future().onSuccess(outcome -> {
            heard.add(member);
            if (heard.size() == 500) {
                whenAllHaveHeard.accept(member);
            }
        });
        return new Waiting(
                new OpeningId(1),
                new MemberId(member),
                new QuotaChoice.TheOnlyOne(),
                loop,
                Thread.currentThread(),
                answer,
                0);
    }
}
