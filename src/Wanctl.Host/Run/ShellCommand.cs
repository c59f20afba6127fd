using System.Collections;
using System.IO;
using System.Text;
using System.Threading;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Run;

/// <summary>
/// A command line of the user's that <c>/bin/sh</c> runs in a process group of its own, so that all that it starts can
/// be ended together, and so that a Ctrl-C at the terminal reaches this program alone. It reads nothing, and what it
/// prints goes to standard error.
/// </summary>
public sealed unsafe class ShellCommand : IDisposable
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <summary>How long it may take to end by itself once it is asked to.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    private readonly int _process;
    private bool _reaped;
    private int _status;

    private ShellCommand(int process) => _process = process;

    /// <summary>Starts a command.</summary>
    /// <exception cref="IOException">There is no <c>/bin/sh</c>, or no process is left.</exception>
    public static ShellCommand Start(string command)
    {
        byte* attributes = stackalloc byte[Libc.SpawnRoom];
        byte* actions = stackalloc byte[Libc.SpawnRoom];
        byte* signals = stackalloc byte[Libc.SpawnRoom];
        _ = Libc.posix_spawnattr_init(attributes);
        _ = Libc.posix_spawn_file_actions_init(actions);
        try
        {
            const short Flags = Libc.POSIX_SPAWN_SETPGROUP | Libc.POSIX_SPAWN_SETSIGDEF | Libc.POSIX_SPAWN_SETSIGMASK;
            _ = Libc.posix_spawnattr_setflags(attributes, Flags);
            _ = Libc.posix_spawnattr_setpgroup(attributes, 0);
            _ = Libc.sigemptyset(signals);
            _ = Libc.posix_spawnattr_setsigmask(attributes, signals);
            // This runtime ignores SIGPIPE, and a child would inherit that.
            const int SIGPIPE = 13;
            _ = Libc.sigaddset(signals, SIGPIPE);
            _ = Libc.posix_spawnattr_setsigdefault(attributes, signals);
            fixed (byte* nothing = "/dev/null\0"u8)
                _ = Libc.posix_spawn_file_actions_addopen(actions, StandardInput, nothing, Libc.O_RDONLY, 0);
            _ = Libc.posix_spawn_file_actions_adddup2(actions, StandardError, StandardOutput);
            return new ShellCommand(Spawn(command, actions, attributes));
        }
        finally
        {
            _ = Libc.posix_spawn_file_actions_destroy(actions);
            _ = Libc.posix_spawnattr_destroy(attributes);
        }
    }

    /// <summary>How it ended, as <c>ended with code 1</c>; null while it runs.</summary>
    public string? Ending
    {
        get
        {
            Reap();
            if (!_reaped)
                return null;
            int signal = _status & 0x7F;
            return signal == 0
                ? FormattableString.Invariant($"ended with code {(_status >> 8) & 0xFF}")
                : FormattableString.Invariant($"was ended by signal {signal}");
        }
    }

    /// <summary>Ends it and all of its group: asks first, and kills what has not ended within two seconds.</summary>
    public void Dispose()
    {
        Reap();
        _ = Libc.kill(-_process, Libc.SIGTERM);
        // The shell may be gone while what it has started still runs: the group lives as long as any member.
        for (TimeSpan waited = default; waited < s_patience && Lives(); waited += s_look)
            Thread.Sleep(s_look);
        _ = Libc.kill(-_process, Libc.SIGKILL);
        for (TimeSpan waited = default; waited < s_patience && !_reaped; waited += s_look)
        {
            Reap();
            Thread.Sleep(s_look);
        }
    }

    private bool Lives()
    {
        Reap();
        return Libc.kill(-_process, 0) == 0;
    }

    private void Reap()
    {
        int status;
        if (_reaped || Libc.waitpid(_process, &status, Libc.WNOHANG) != _process)
            return;
        _status = status;
        _reaped = true;
    }

    private static int Spawn(string command, void* actions, void* attributes)
    {
        byte[][] words = [Text("/bin/sh"), Text("-c"), Text(command)];
        byte[][] environment = EnvironmentOf();
        // One block for all texts, so that one pin holds them.
        byte[] block = Joined(words, environment, out int[] offsets);
        byte** pointers = stackalloc byte*[words.Length + 1];
        byte*[] variables = new byte*[environment.Length + 1];
        int process;
        int error;
        fixed (byte* start = block)
        fixed (byte** variable = variables)
        {
            for (int i = 0; i < words.Length; i++)
                pointers[i] = start + offsets[i];
            pointers[words.Length] = null;
            for (int i = 0; i < environment.Length; i++)
                variables[i] = start + offsets[words.Length + i];
            error = Libc.posix_spawn(&process, pointers[0], actions, attributes, pointers, variable);
        }
        return error == 0 ? process : throw new IOException($"/bin/sh cannot be started: {Libc.Explain(error)}");
    }

    private static byte[] Joined(byte[][] words, byte[][] environment, out int[] offsets)
    {
        var block = new List<byte>();
        var starts = new List<int>();
        foreach (byte[][] texts in new[] { words, environment })
        {
            foreach (byte[] text in texts)
            {
                starts.Add(block.Count);
                block.AddRange(text);
            }
        }
        offsets = [.. starts];
        return [.. block];
    }

    private static byte[][] EnvironmentOf()
    {
        var all = new List<byte[]>();
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            all.Add(Text($"{entry.Key}={entry.Value}"));
        return [.. all];
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
