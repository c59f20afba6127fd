using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// A running program under test: its output line by line with times, signals, figures and its end. Disposing kills
/// it if it still runs.
/// </summary>
public sealed class DaemonProcess : IDisposable
{
    private readonly Process _process;
    private readonly Thread[] _readers;
    private readonly Lock _linesLock = new();
    private readonly List<OutputLine> _lines = [];

    private DaemonProcess(Process process, Moment startedAt)
    {
        _process = process;
        StartedAt = startedAt;
        Id = process.Id;
        _readers = [Reader(process.StandardOutput, isError: false), Reader(process.StandardError, isError: true)];
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>Taken just before the process came to life.</summary>
    public Moment StartedAt { get; }

    /// <summary>All lines so far, of both streams, in the order in which they were read.</summary>
    public IReadOnlyList<OutputLine> Lines
    {
        get
        {
            lock (_linesLock) return [.. _lines];
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Memory, threads, CPU time and open files now.</summary>
    public ProcessFigures Figures => ProcessFigures.Of(Id);

    /// <summary>Starts the program; in the room if one is given, else in the machine's own network.</summary>
    public static DaemonProcess Start(NetworkRoom? room, DaemonCommand command)
    {
        ProcessStartInfo start = StartInfo(command);
        Moment startedAt = default;
        Process Launch()
        {
            startedAt = Moment.Now;
            return Process.Start(start) ?? throw new InvalidOperationException($"{command.Binary}: not started");
        }
        Process process = room is null ? Launch() : room.Run(Launch);
        DaemonProcess daemon = new(process, startedAt);
        daemon.Feed(command.Input);
        return daemon;
    }

    /// <summary>Runs a command that ends by itself, and waits for its end.</summary>
    public static DaemonProcess RunToEnd(NetworkRoom? room, DaemonCommand command)
    {
        DaemonProcess process = Start(room, command);
        try
        {
            process.WaitForExit();
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a line that contains the text; see the other overload.</summary>
    public OutputLine WaitForLine(string text, int from = 0, TimeSpan? within = null) => WaitForLine(
        line => line.Text.Contains(text, StringComparison.Ordinal), $"a line with '{text}'", from, within);

    /// <summary>
    /// Waits for a line. Fails the test, with all that the program wrote, when the time is over or when the program
    /// has ended without it.
    /// </summary>
    /// <param name="wanted">Tells the line.</param>
    /// <param name="description">What is waited for, for the failure's message.</param>
    /// <param name="from">How many lines of <see cref="Lines"/> to pass over, to wait for a second occurrence.</param>
    /// <param name="within">The longest wait; <see cref="Patience.Default"/> if not given.</param>
    public OutputLine WaitForLine(
        Predicate<OutputLine> wanted, string description, int from = 0, TimeSpan? within = null)
    {
        TimeSpan patience = within ?? Patience.Default;
        long start = Stopwatch.GetTimestamp();
        int next = from;
        while (true)
        {
            // Asked before looking, so that the last lines of a program that ends are not missed.
            bool ended = Array.TrueForAll(_readers, reader => !reader.IsAlive);
            lock (_linesLock)
            {
                for (; next < _lines.Count; next++)
                {
                    if (wanted(_lines[next])) return _lines[next];
                }
            }
            if (ended)
            {
                // Its pipes are closed a moment before it has ended.
                _process.WaitForExit(TimeSpan.FromSeconds(2));
                Assert.Fail($"the program ended without {description}; {Story()}");
            }
            if (Stopwatch.GetElapsedTime(start) > patience)
                Assert.Fail($"no {description} in {patience.TotalSeconds:0.#} s; {Story()}");
            Thread.Sleep(2);
        }
    }

    /// <summary>Waits for the end and returns the exit code; 128 and its number after a signal.</summary>
    public int WaitForExit(TimeSpan? within = null)
    {
        TimeSpan patience = within ?? Patience.Default;
        if (!_process.WaitForExit(patience)) Assert.Fail($"no end in {patience.TotalSeconds:0.#} s; {Story()}");
        // A grandchild that kept the pipes open must not hold up the test.
        foreach (Thread reader in _readers) reader.Join(TimeSpan.FromSeconds(2));
        return _process.ExitCode;
    }

    /// <summary>Sends a signal.</summary>
    public void Send(Signal signal)
    {
        if (HasExited) throw new InvalidOperationException($"{signal} for a program that has ended; {Story()}");
        if (Libc.Kill(Id, (int)signal) != 0) throw Libc.Failure($"sending {signal}");
    }

    /// <summary>The lines of one stream, joined, for commands whose whole output is the result.</summary>
    public string Text(bool error = false)
    {
        StringBuilder text = new();
        foreach (OutputLine line in Lines)
        {
            if (line.IsError == error) text.Append(line.Text).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>All that is known about the process, for the message of a failing test.</summary>
    public string Story()
    {
        StringBuilder story = new();
        story.Append(HasExited ? $"exit code {_process.ExitCode}" : "still running").Append(", output:\n");
        foreach (OutputLine line in Lines)
        {
            string stream = line.IsError ? "err" : "out";
            story.Append($"  {(line.At - StartedAt).TotalSeconds,8:0.000} {stream} {line.Text}\n");
        }
        return story.ToString();
    }

    public void Dispose()
    {
        // Killed by the runtime, which knows whether the id is still this process's.
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit(Patience.Default);
        foreach (Thread reader in _readers) reader.Join(TimeSpan.FromSeconds(2));
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(DaemonCommand command)
    {
        ProcessStartInfo start = new(command.Binary, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = command.Folder ?? "",
        };
        if (command.User is not null) start.UserName = command.User;
        start.Environment.Clear();
        foreach (string name in (string[])["PATH", "HOME", "TMPDIR"])
        {
            if (Environment.GetEnvironmentVariable(name) is string value) start.Environment[name] = value;
        }
        foreach ((string name, string value) in command.Environment) start.Environment[name] = value;
        return start;
    }

    private void Feed(string input)
    {
        try
        {
            _process.StandardInput.Write(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code and its output tell why.
        }
    }

    private Thread Reader(StreamReader stream, bool isError)
    {
        Thread reader = new(() =>
        {
            while (ReadLine(stream) is string text)
            {
                OutputLine line = new(Moment.Now, isError, text);
                lock (_linesLock) _lines.Add(line);
            }
        })
        {
            IsBackground = true,
            Name = isError ? "standard error" : "standard output",
        };
        reader.Start();
        return reader;
    }

    private static string? ReadLine(StreamReader stream)
    {
        try
        {
            return stream.ReadLine();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
