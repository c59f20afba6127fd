using System.Globalization;

namespace Wanctl.Lab.Kernel;

/// <summary>A queue of the kernel under a name of its own: a device's root, limited itself or by a class.</summary>
/// <param name="name">What it is called in recordings, or by the simulated router.</param>
/// <param name="device">The interface.</param>
/// <param name="handle">The HTB class whose rate is the limit, or 0 where the root itself shapes.</param>
internal sealed class KernelQueue(string name, string device, uint handle)
{
    private readonly uint _device = TrafficControl.Device(device);

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Understands <c>NAME=DEVICE</c> or <c>NAME=DEVICE/MAJOR:MINOR</c>, hexadecimal as with tc.</summary>
    public static KernelQueue Parse(string text)
    {
        string[] sides = text.Split('=');
        string[] place = sides[^1].Split('/');
        string[] numbers = place.Length == 2 ? place[1].Split(':') : [];
        uint major = 0;
        uint minor = 0;
        const NumberStyles Hexadecimal = NumberStyles.AllowHexSpecifier;
        bool wrong = sides.Length != 2 || place.Length > 2 || numbers.Length is 1 or > 2
            || numbers.Length == 2
                && !(uint.TryParse(numbers[0], Hexadecimal, CultureInfo.InvariantCulture, out major)
                    && uint.TryParse(numbers[1], Hexadecimal, CultureInfo.InvariantCulture, out minor));
        return wrong
            ? throw new LabException($"found '{text}', wanted NAME=DEVICE or NAME=DEVICE/MAJOR:MINOR")
            : new KernelQueue(sides[0], place[0], major << 16 | minor);
    }

    /// <summary>
    /// Its figures now. HTB's root counts all that passes and waits, but only the class knows the limit.
    /// </summary>
    public QueueFigures Read(TrafficControl kernel)
    {
        QueueFigures figures = kernel.ReadRoot(_device);
        if (handle != 0)
            figures.Rate = kernel.ReadClass(_device, handle).Rate;
        return figures;
    }

    /// <summary>Puts a limit into force; 0 is unlimited, where the queue knows such a thing.</summary>
    public void Set(TrafficControl kernel, long bitsPerSecond)
    {
        if (handle == 0)
            kernel.SetCake(_device, kernel.ReadRoot(_device).Handle, bitsPerSecond);
        else
            kernel.SetHtb(_device, handle, bitsPerSecond);
    }
}
