using System.Text.RegularExpressions;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>The status page of the published binary's demo in a real browser.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void The_page_is_live_at_both_widths_in_light_and_dark_and_by_keyboard()
    {
        using Browser browser = Browser.StartOrSkip();
        using DaemonProcess demo = DaemonProcess.Start(
            null, new DaemonCommand(Artifacts.Binary, "demo", "--plain", "--port", "0"));
        Match at = Address().Match(demo.WaitForLine("status page at http://").Text);
        browser.Open(at.Value);
        browser.Until("document.querySelector('#health')?.textContent === 'healthy'");
        browser.Until("document.querySelector('#live').textContent === 'live'");
        browser.Until("/^[0-9.]+$/.test(document.querySelectorAll('.tiles .big span')[1].textContent)");
        browser.Until("document.querySelectorAll('.zone.GREEN').length > 0");
        foreach ((int width, bool dark) in ((int, bool)[])[(390, false), (390, true), (1180, false), (1180, true)])
        {
            browser.Show(width, 900, dark);
            browser.Until("matchMedia('(prefers-color-scheme: dark)').matches === " + (dark ? "true" : "false"));
            Assert.True(
                browser.Evaluate("document.documentElement.scrollWidth").GetInt32() <= width, $"{width} overflows");
            int light = browser.Evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] * 1")
                .GetInt32();
            Assert.Equal(dark, light < 100);
            browser.Until(Drawn);
        }
        // Values go on coming in.
        double before = browser.Evaluate(Turns).GetDouble();
        browser.Until($"{Turns} > {before} + 20");
        browser.Evaluate("document.querySelector('canvas').focus()");
        browser.Press("ArrowLeft");
        browser.Until("document.querySelector('.when').textContent.startsWith('at ')");
        browser.Press("Escape");
        browser.Until("document.querySelector('.when').textContent === ''");
        browser.Evaluate("document.querySelector('[value=day]').click()");
        browser.Until("document.querySelector('[data-only=day]').hidden === false");
        Assert.Empty(browser.Complaints);
        // The demo ends, the page says so, and nothing of it breaks.
        demo.Send(Signal.Terminate);
        Assert.Equal(0, demo.WaitForExit());
        browser.Until("document.querySelector('#health').textContent === 'unreachable'");
        // And what it was told stands there as what it is: old.
        browser.Until("document.querySelectorAll('.zone.UNKNOWN').length === 3");
        browser.Until("document.querySelectorAll('.zone.GREEN, .head .pill.good').length === 0");
        browser.Until("/unknown, last reading [0-9]+ s ago/.test(document.querySelector('.delay').textContent)");
    }

    /// <summary>Something of the accent colour of the delay stands in the first chart.</summary>
    private const string Drawn = """
        (() => { const c = document.querySelector('canvas');
          const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
          let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n > 200; })()
        """;

    private const string Turns =
        "Number(document.querySelector('#footer').textContent.match(/([0-9]+) turns/)[1])";

    [GeneratedRegex("http://127[.]0[.]0[.]1:[0-9]+/")]
    private static partial Regex Address();
}
