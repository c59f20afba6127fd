using Wanctl.Core.Steer;

namespace Wanctl.Tests.Steer;

/// <summary>Drops and queue over a sliding window.</summary>
public class EvidenceWindowTests
{
    /// <summary>
    /// Corrected: the original's per-sample predicate is true in one of ten samples and never in two.
    /// </summary>
    [Fact]
    public void One_drop_in_ten_ticks_is_four_in_every_window_of_forty()
    {
        var window = new EvidenceWindow(40);
        for (int tick = 0; tick < 400; tick++)
        {
            window.Advance(1);
            window.Read(tick % 10 == 0 ? 1 : 0, 0);
            if (tick >= 40)
                Assert.Equal(4, window.Drops);
        }
    }

    [Fact]
    public void The_queue_is_what_nine_of_ten_readings_do_not_exceed()
    {
        var window = new EvidenceWindow(20);
        for (int i = 1; i <= 20; i++)
        {
            window.Advance(1);
            window.Read(0, i <= 18 ? 5 : 500);
        }
        Assert.Equal(5, window.Queue);
        window.Advance(1);
        window.Read(0, 500);
        Assert.Equal(500, window.Queue);
    }

    [Fact]
    public void What_has_left_the_window_is_gone_and_skipped_ticks_move_it_too()
    {
        var window = new EvidenceWindow(10);
        window.Advance(1);
        window.Read(7, 99);
        window.Advance(9);
        Assert.Equal((7, 99), (window.Drops, window.Queue));
        window.Advance(1);
        Assert.Equal((0, 0), (window.Drops, window.Queue));
        window.Read(3, 4);
        window.Advance(long.MaxValue);
        Assert.Equal((0, 0), (window.Drops, window.Queue));
    }

    [Fact]
    public void It_remembers_the_two_windows_before()
    {
        var window = new EvidenceWindow(10);
        for (int tick = 0; tick < 30; tick++)
        {
            window.Advance(1);
            window.Read(tick / 10 + 1, tick / 10 * 100);
        }
        Assert.Equal((30, 20, 10), (window.Drops, window.DropsBefore(1), window.DropsBefore(2)));
        Assert.Equal((200, 100), (window.Queue, window.QueueBefore(1)));
    }

    [Fact]
    public void It_agrees_with_a_slow_model_on_random_readings()
    {
        var random = new Random(5);
        var window = new EvidenceWindow(17);
        var model = new List<(int Drops, int Queue)?>();
        for (int tick = 0; tick < 3000; tick++)
        {
            long elapsed = random.Next(10) == 0 ? random.Next(1, 30) : 1;
            window.Advance(elapsed);
            for (long i = 0; i < elapsed; i++)
                model.Add(null);
            if (random.Next(3) > 0)
            {
                (int drops, int queue) = (random.Next(4), random.Next(100));
                window.Read(drops, queue);
                model[^1] = (drops, queue);
            }
            int sum = 0;
            var queues = new List<int>();
            for (int i = Math.Max(0, model.Count - 17); i < model.Count; i++)
            {
                if (model[i] is not { } reading)
                    continue;
                sum += reading.Drops;
                queues.Add(reading.Queue);
            }
            queues.Sort();
            int depth = queues.Count == 0 ? 0 : queues[(int)Math.Ceiling(queues.Count * 0.9) - 1];
            Assert.Equal((sum, depth), (window.Drops, window.Queue));
        }
    }
}
