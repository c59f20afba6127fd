using System.Diagnostics;
using System.IO;
using System.Threading;

namespace Wanctl.Fuzz.Engine;

/// <summary>
/// Feeds a target for a time: its seeds, then changes of them and of whatever gave a result not seen before. The same
/// seed gives the same inputs in the same order.
/// </summary>
public sealed class FuzzRun
{
    /// <summary>What one input may take; a busy machine's pauses are far below it, an endless loop is not.</summary>
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(20);

    /// <summary>Inputs that are mutated further; more would only be more of the same.</summary>
    private const int CorpusMax = 2000;

    private readonly FuzzTarget _target;
    private readonly int _seed;
    private readonly Random _chance;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _corpus = [];
    private readonly HashSet<int> _results = [];
    private byte[] _input = [];
    private long _since;
    private string? _fault;

    /// <param name="target">What is fed.</param>
    /// <param name="seed">Where all choices come from.</param>
    public FuzzRun(FuzzTarget target, int seed)
    {
        _target = target;
        _seed = seed;
        _chance = new Random(seed);
        _mutator = new Mutator(_chance, target.Words, target.BytesMax);
    }

    /// <summary>Inputs so far.</summary>
    public long Inputs { get; private set; }

    /// <summary>Different results so far.</summary>
    public int Results => _results.Count;

    /// <summary>Runs for a time; null, or what was found, with the path of the input that shows it.</summary>
    public string? For(TimeSpan time)
    {
        Volatile.Write(ref _since, Stopwatch.GetTimestamp());
        var work = new Thread(() => Work(time), 16 << 20) { IsBackground = true, Name = "fuzz " + _target.Name };
        work.Start();
        while (!work.Join(100))
        {
            TimeSpan taken = Stopwatch.GetElapsedTime(Volatile.Read(ref _since));
            if (taken > TimeMax)
                return Told(_input, $"one input takes more than {TimeMax.TotalSeconds:0} s");
        }
        return _fault;
    }

    private void Work(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        _corpus.AddRange(_target.Seeds());
        _corpus.AddRange(SeedShelf.Of(_target.Name));
        int given = _corpus.Count;
        for (int i = 0; i < given && _fault is null; i++)
            Try(_corpus[i]);
        while (_fault is null && Stopwatch.GetElapsedTime(start) < time)
        {
            byte[] from = _corpus[_chance.Next(_corpus.Count)];
            byte[] input = _target.Vary(from, _chance) ?? _mutator.Change(from, _corpus[_chance.Next(_corpus.Count)]);
            if (!Try(input))
                continue;
            if (_corpus.Count < CorpusMax)
                _corpus.Add(input);
            else
                _corpus[_chance.Next(given, CorpusMax)] = input;
        }
    }

    /// <summary>Whether the result was a new one.</summary>
    private bool Try(byte[] input)
    {
        _input = input;
        Volatile.Write(ref _since, Stopwatch.GetTimestamp());
        Inputs++;
        try
        {
            bool found = _results.Add(Measured(input, out long allocated));
            // What is made once, such as a table or a page of the runtime's, is not made again.
            for (int again = 0; again < 2 && allocated > _target.AllocatedMax; again++)
                Measured(input, out allocated);
            if (allocated > _target.AllocatedMax)
                _fault = Told(input, $"one input of {input.Length} bytes allocates {allocated} bytes");
            return found;
        }
        catch (Exception exception) // whatever it is, it is the result
        {
            _fault = Told(input, exception.ToString());
            return false;
        }
    }

    private int Measured(byte[] input, out long allocated)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        int result = _target.Take(input);
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return result;
    }

    private string Told(byte[] input, string what)
    {
        string path = SeedShelf.Keep(_target.Name, input);
        return $"{_target.Name}, seed {_seed}, input {Inputs}: {what}\nThe input is {path}: try it again with "
            + $"build/fuzz --target {_target.Name} --input {path}; once it is mended, it belongs to "
            + $"tests/Wanctl.Fuzz/Seeds/{_target.Name}.\n";
    }
}
