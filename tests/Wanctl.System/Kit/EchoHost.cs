using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Threading;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// The far end of a <see cref="TunLine"/>: any number of reflectors that answer echo requests with a delay of which
/// the test is master. A request counts as arrived when the host has read it, so that what a program measures is
/// never less than the delay, and more by what the kernel and the machine's other work take.
/// </summary>
public sealed class EchoHost : IDisposable
{
    /// <summary>The kernel wakes a thread late by its timer slack (50 us) and a switch; the rest is spun.</summary>
    private const long SpinNanos = 200_000;

    /// <summary>How long the thread sleeps at most, so that it notices the end.</summary>
    private const long SleepNanosMax = 20_000_000;

    private readonly TunLine _line;
    private readonly Dictionary<IPAddress, Reflector> _reflectors = [];
    private readonly PriorityQueue<byte[], (long DueNanos, long Order)> _answers = new();
    private readonly Random _dice;
    private readonly Thread _thread;
    private long _lineDelayTicks;
    private long _queueDelayTicks;
    private long _order;
    private int _strays;
    private int _badChecksums;
    private int _refusedWrites;
    private volatile bool _ending;
    private volatile Exception? _failure;

    /// <summary>Starts to answer.</summary>
    /// <param name="line">The line; an open host is its only reader.</param>
    /// <param name="addresses">The reflectors' addresses, which the line's networks or routes must contain.</param>
    /// <param name="seed">For drops and jitter, so that a run can be repeated.</param>
    public EchoHost(TunLine line, IEnumerable<string> addresses, int seed = 1)
    {
        _line = line;
        _dice = new Random(seed);
        foreach (string text in addresses)
        {
            IPAddress address = IPAddress.Parse(text);
            _reflectors.Add(address, new Reflector(address));
        }
        _thread = new Thread(Work) { IsBackground = true, Name = "echo host" };
        _thread.Start();
    }

    /// <summary>All reflectors, in the order in which they were named.</summary>
    public IReadOnlyCollection<Reflector> Reflectors => _reflectors.Values;

    /// <summary>The reflector with this address.</summary>
    public Reflector this[string address] => _reflectors[IPAddress.Parse(address)];

    /// <summary>
    /// Added to the delay of each reflector, as a queue on the line would be. Setting it moves all of them at once.
    /// </summary>
    public TimeSpan LineDelay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _lineDelayTicks));
        set => Interlocked.Exchange(ref _lineDelayTicks, value.Ticks);
    }

    /// <summary>
    /// Added to that: what a queue holds that <see cref="Traffic"/> fills. Apart, so that a test may set the other.
    /// </summary>
    public TimeSpan QueueDelay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _queueDelayTicks));
        set => Interlocked.Exchange(ref _queueDelayTicks, value.Ticks);
    }

    /// <summary>The requests of all reflectors, in the order of their arrival.</summary>
    public IReadOnlyList<EchoRequest> Requests
    {
        get
        {
            Check();
            List<EchoRequest> all = [];
            foreach (Reflector reflector in Reflectors) all.AddRange(reflector.Requests);
            all.Sort((left, right) => left.At.CompareTo(right.At));
            return all;
        }
    }

    /// <summary>Echo requests to an address that is nobody's.</summary>
    public int Strays => Volatile.Read(ref _strays);

    /// <summary>Echo requests with a wrong checksum; they get no answer and are not recorded.</summary>
    public int BadChecksums => Volatile.Read(ref _badChecksums);

    /// <summary>Answers that found the interface down.</summary>
    public int LostAnswers => Volatile.Read(ref _refusedWrites);

    /// <summary><c>198.18.0.11</c> and the following, inside the network of a line with its own addresses.</summary>
    public static string[] AddressesIPv4(int count) => Addresses(count, "198.18.0.");

    /// <summary><c>fd00:77::11</c> and the following, inside the network of a line with its own addresses.</summary>
    public static string[] AddressesIPv6(int count) => Addresses(count, "fd00:77::");

    /// <summary>Changes all reflectors.</summary>
    public void ChangeAll(Func<EchoBehaviour, EchoBehaviour> change)
    {
        foreach (Reflector reflector in Reflectors) reflector.Behaviour = change(reflector.Behaviour);
    }

    /// <summary>Waits until so many requests have arrived in all, and fails the test if they do not come.</summary>
    public IReadOnlyList<EchoRequest> WaitForRequests(int count, TimeSpan? within = null)
    {
        TimeSpan patience = within ?? Patience.Default;
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            IReadOnlyList<EchoRequest> requests = Requests;
            if (requests.Count >= count) return requests;
            if (Stopwatch.GetElapsedTime(start) > patience)
                Assert.Fail($"{requests.Count} echo requests in {patience.TotalSeconds:0.#} s, wanted {count}");
            Thread.Sleep(2);
        }
    }

    public void Dispose()
    {
        _ending = true;
        _thread.Join();
    }

    private static string[] Addresses(int count, string prefix)
    {
        string[] addresses = new string[count];
        for (int i = 0; i < count; i++) addresses[i] = string.Create(CultureInfo.InvariantCulture, $"{prefix}{11 + i}");
        return addresses;
    }

    private void Check()
    {
        if (_failure is Exception failure) throw new InvalidOperationException("the echo host has died", failure);
    }

    private void Work()
    {
        // Before the programs under test: on a busy machine the reflectors' times would be the first to suffer.
        // Without the right to it they answer a little later, which the tests' bounds allow.
        _ = Libc.SetPriority(0, Libc.ThreadId(), -15);
        byte[] buffer = new byte[TunLine.PacketMax];
        try
        {
            while (!_ending)
            {
                while (_line.TryRead(buffer, out int length)) Receive(buffer.AsSpan(0, length));
                long idle = SendWhatIsDue();
                if (idle > SpinNanos) _line.WaitForPacket(idle - SpinNanos);
            }
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }

    private void Receive(ReadOnlySpan<byte> packet)
    {
        Moment now = Moment.Now;
        // The kernel also says hello by itself (multicast listeners, router solicitations).
        if (IcmpDatagram.Read(packet) is not { IsEchoRequest: true } request) return;
        if (!request.ChecksumIsRight) Interlocked.Increment(ref _badChecksums);
        else if (!_reflectors.TryGetValue(request.Destination, out Reflector? reflector))
            Interlocked.Increment(ref _strays);
        else
        {
            Plan(request, reflector.Behaviour, now);
            byte[] payload = request.Message[IcmpDatagram.EchoHeader..];
            reflector.Record(new EchoRequest(
                now, reflector.Address, request.Source, request.Identifier, request.Sequence, payload,
                request.TimeToLive, request.TrafficClass));
        }
    }

    private void Plan(IcmpDatagram request, EchoBehaviour behaviour, Moment now)
    {
        if (behaviour.Forgery != EchoForgery.None)
        {
            byte[] forged = EchoAnswer.Forged(request, behaviour.Forgery, behaviour.Impostor);
            Enqueue(forged, now + behaviour.ForgeryDelay);
        }
        if (behaviour.Silent || _dice.NextDouble() < behaviour.DropShare) return;
        TimeSpan delay = behaviour.Delay + LineDelay + QueueDelay + behaviour.Jitter * _dice.NextDouble();
        if (_dice.NextDouble() < behaviour.LateShare) delay += behaviour.LateBy;
        byte[] answer = behaviour.Refusal == EchoRefusal.None
            ? EchoAnswer.True(request, behaviour.TruncateTo)
            : EchoAnswer.Refusing(request, behaviour.Refusal);
        for (int copy = 0; copy <= behaviour.Duplicates; copy++) Enqueue(answer, now + delay);
    }

    /// <summary>Answers that are due at the same time go out in the order of their requests.</summary>
    private void Enqueue(byte[] packet, Moment due) => _answers.Enqueue(packet, (due.Nanos, _order++));

    /// <summary>The time until the next answer is due, or until the thread should look round again.</summary>
    private long SendWhatIsDue()
    {
        while (_answers.TryPeek(out byte[]? packet, out (long DueNanos, long Order) rank))
        {
            long wait = rank.DueNanos - Moment.Now.Nanos;
            if (wait > 0) return Math.Min(wait, SleepNanosMax);
            _answers.Dequeue();
            if (!_line.TryWrite(packet)) Interlocked.Increment(ref _refusedWrites);
        }
        return SleepNanosMax;
    }
}
