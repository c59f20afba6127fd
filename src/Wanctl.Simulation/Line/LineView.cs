namespace Wanctl.Simulation.Line;

/// <summary>What a simulated line is doing now, for spectators; a controller does not get to see it.</summary>
public struct LineView
{
    /// <summary>The title of the script's present segment.</summary>
    public string Title;

    /// <summary>Downloads that run.</summary>
    public int Downloads;

    /// <summary>Uploads that run.</summary>
    public int Uploads;

    /// <summary>Video calls that run.</summary>
    public int Calls;

    /// <summary>Whether something outside any queue delays everything at the moment.</summary>
    public bool Blip;

    /// <summary>Toward the user.</summary>
    public DirectionView Down;

    /// <summary>Toward the Internet.</summary>
    public DirectionView Up;
}
